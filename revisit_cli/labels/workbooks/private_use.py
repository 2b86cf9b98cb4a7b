"""Chinese characters that stood in the private use area before they had a place of their own."""

# Characters that GBK and the first GB18030 had no code point for and put into the private use area
# one after the other; each has had one of its own since.
ONCE_PRIVATE = (
    "\u2e81\U00020087\U00020089\U000200cc\u2e84\u3473\u3447\u2e88\u2e8b\u9fb4\u359e\u361a\u360e"
    "\u2e8c\u2e97\u396e\u3918\u9fb5\u39cf\u39df\u3a73\u39d0\u9fb6\u9fb7\u3b4e\u3c6e\u3ce0\u2ea7"
    "\U000215d7\u9fb8\u2eaa\u4056\u415f\u2eae\u4337\u2eb3\u2eb6\u2eb7\U0002298f\u43b1\u43ac"
    "\u2ebb\u43dd\u44d6\u4661\u464c\u9fb9\u4723\u4729\u477c\u478d\u2eca\u4947\u497a\u497d\u4982"
    "\u4983\u4985\u4986\u499f\u499b\u49b7\u49b6\u9fba\U000241fe\u4ca3\u4c9f\u4ca0\u4ca1\u4c77"
    "\u4ca2\u4d13\u4d14\u4d15\u4d16\u4d17\u4d18\u4d19\u4dae\u9fbb"
)
FIRST_PRIVATE = 0xE815
