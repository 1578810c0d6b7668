-- The shop's wordings keep the tone of those they replace: for new, old or lost customers, warm or formal.
ALTER TABLE "care_template" ADD COLUMN "lifecycle" TEXT, ADD COLUMN "formal" BOOLEAN NOT NULL DEFAULT false;
