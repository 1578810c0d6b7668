// The few things that the connection itself says.
export const thinkingWords = "正在查…";
export const goneToPrivateWords = "回你了，在我们的单聊里（客户资料不在群里说）。没看到的话，先在单聊里跟我打声招呼。";
export const notStoredWords = "抱歉，刚才这句我没记上，请再发一遍。";
