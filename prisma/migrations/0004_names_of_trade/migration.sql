-- CreateIndex
CREATE INDEX "customer_tier_idx" ON "customer"("tier");

-- CreateIndex
CREATE INDEX "order_line_category_idx" ON "order_line"("category");
