"""Words in the names of firms, of persons and of public bodies."""

# How names of firms end; what stands in brackets at the end is taken off first.
FIRM_ENDS = (
    r"(?:公司|集团|厂|店|中心|事务所|合作社|合作联社|联合社|经营部|服务部|商行|门市部|门市|超市|商场|商城|"
    r"银行|支行|酒店|宾馆|饭店|工作室|研究院|设计院|勘察院|监理部|项目部|分部|总部|加工部|营业部|营业厅|"
    r"个体工商户|个体户|工程队|农场|林场|养殖场|市场|物业|物流园|产业园|俱乐部|幼儿园|学校|医院|诊所|药房|"
    r"有限责任|股份|企业|商会|协会|合伙|馆|铺|坊|行|社|站)"
)
BRACKETS = "\u3014\u3015【】[]{}<>《》〈〉"
BRANCH_ENDS = r"(?:分公司|分店|分厂|分部|项目部|支行|营业部)$"
NAME_SPLIT = r"[、;；/／\n\r,，]+|\s+"
SOLE_TRADER = (
    r"个体|(?:店|铺|摊|坊|馆|门市|门市部|商行|经营部|服务部|超市|理发屋|工作室|维修部|加工部)$"
)
COMPANY = r"公司|集团|合作社|事务所|厂$"
# More firms than are named: 某公司等3家.
AND_OTHERS = r"等\s*(?:\d+|[二三四五六七八九十两几多数]+)?\s*(?:家|户|个)?(?:企业|公司|单位|项目)?$"
NO_NAME = r"^(?:各|全市|全区|辖区内?|部分|有关|相关|多家|若干)\S*(?:企业|公司|单位|主体|项目|工地)$"
COMPANY_ENDS = ("公司", "合作社", "厂")
PUBLIC_BODY = (
    r"(?:人民政府|管委会|管理委员会|委员会|居委会|村委会|街道办事处|办事处|街道办|人民法院|法院|检察院|"
    r"派出所|公安局|[市县区省]\S{1,12}局|机关|政府|人大|政协|纪委|党委|村民小组)$"
)
PERSON_WORDS = r"^(?:个人|自然人|群众|市民|居民|业主|本人|私人)"
PERSON = r"^[\u4e00-\u9fff]{2,4}$|^[\u4e00-\u9fff]{1,3}(?:先生|女士|某|某某)$"
# Legal forms, wherever they stand: a branch bears its parent's in the middle.
LEGAL_FORMS = r"(?:股份有限责任|股份有限|有限责任|股份|有限)公司"

# Why a month stays as it was when two firms become one.
STAYS = {
    "closed": "已清零，保持原样",
    "locked": "名单已锁定且两户都在名单上，保持两通，N 不变",
    "both_called": "两户都已打过，两通都保留",
}
