"""Words in the exported log: the instructions, and the messages of its verifier."""

HOW_TO_FILE = "说明.txt"
HOW_TO = """\
这是回访数据文件的整本记录簿，只增不改，逐条相连，共{size}条，最后一条的核对码 {head}。

文件
  events.jsonl  每行一条，是当时存下的原样字节：谁（by）、何时（at）、做了什么（kind）、
                要点（facts）、写了哪些表的几行及其摘要（rows）。里面没有电话和原话。
  chain.txt     每行一条，依次是：序号、上一条的校验值、本条的校验值。
  verify.sh     从头重算一遍：sh verify.sh；与纸上抄的核对：sh verify.sh 条数 20位核对码

怎么自己重算一条（以第n条为例），只用 printf、wc 和 sha256sum：
  1. 取 events.jsonl 的第n行，记作 body（不含行末的换行），数它的字节数 len；
  2. 取上一条的校验值 prev；第1条的 prev 是64个0；
  3. 把下面五行连起来，行与行之间各一个换行，末尾没有换行，算 SHA-256：
         revisit.event.v1
         n
         prev
         len
         body
     写成命令：printf 'revisit.event.v1\\n%s\\n%s\\n%s\\n%s' n prev len "body" | sha256sum
  4. 得数应与 chain.txt 第n行的最后一栏相同。改动任何一条的任何一个字，这一条和后面各条
     都会对不上；删去最后几条，则与纸上抄的条数和核对码对不上。

这份导出证明记录簿前后相连，不证明数据表没有被改过；那要在数据文件上运行 revisit audit verify。
"""
VERIFIED = '$n 条相连，核对码 $(printf %s "$prev" | cut -c1-20)'
DIFFERS = "第 $n 条与校验值不符"
CUT = "两个文件的条数不同"
MISSING = "缺少 events.jsonl 或 chain.txt"
MORE = "两个文件里有不属于任何一条的字节"
NOT_ON_PAPER = "与纸上的第 $1 条 $2 不符"
ON_PAPER = "与纸上的第 $1 条 $2 相符"
