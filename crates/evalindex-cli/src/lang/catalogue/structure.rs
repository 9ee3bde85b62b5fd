//! Problems of the document as a whole: its sizes, ids, references, subjects, figures and periods.

use super::rows;

rows! {
    // Sizes.
    "the tree is too deep" => "指标体系层级过多";
    "too many indexes, dimensions and indicators" => "指标体系、维度和指标过多";
    "too many subjects" => "对象过多";
    "too many scores to compute: subjects times nodes times periods" => "需计算的得分过多（对象数×节点数×期数）";
    "too many scores to compute from so few figures" => "数据很少而需计算的得分过多";
    "a name is too long" => "名称过长";

    // Ids and references.
    "the id of {} is empty" => "{}的标识为空";
    "a name that tells it apart" => "可资区别的名称";
    "two {} have one id" => "两个{}标识相同";
    "an id other than that of {}" => "不同于{}的标识";
    "there is no input with values {}" => "没有有数值的数据项{}";
    "there is no input with an indicator {}" => "没有有指标使用的数据项{}";
    "there is no subject of this kind {}" => "没有该类型的对象{}";
    "there is no kind of subjects {}" => "没有对象类型{}";
    "there is no group of subjects {}" => "没有对象组别{}";
    "there is no node with `{}` {}" => "没有含`{}`的节点{}";
    "there is no {} {}" => "没有{}{}";
    "the id of a {}; there is none" => "{}的标识；但文件中没有";
    "the id of a known {}, such as {}" => "已有{}的标识，如{}";
    "the id of a known {}; the nearest is {}" => "已有{}的标识；最接近的是{}";
    "the id of a known {}" => "已有{}的标识";
    "{} stands twice in `{}`" => "{}在`{}`中出现两次";
    "each id once" => "每个标识只出现一次";
    "unknown subject" => "未知对象";
    "a known kind of subject" => "已有的对象类型";
    "there is more than one index" => "指标体系不止一个";
    "no `{}`" => "不写`{}`";
    "no `{}`, or {}" => "不写`{}`，或{}";

    // Subjects and their parts.
    "there is no subject to score" => "没有可计分的对象";
    "at least one subject" => "至少一个对象";
    "the {} of a subject is empty" => "对象的`{=}`为空";
    "a name, such as {}" => "名称，如{}";
    "no subject is of the kind {} that index `{}` scores" => "没有类型为{}的对象可供指标体系`{}`计分";
    "`{}` looks within groups, but subject `{}` has none" => "`{}`按组别计算，但对象`{}`没有组别";
    "a `group` for every subject of the kind, or \"all\"" => "该类型每个对象都写`group`，或写\"all\"";
    "`{}` is a part of itself" => "`{}`是自身的组成部分";
    "a larger subject" => "上一级对象";
    "no subject of kind {} is part of one of kind {}" => "没有类型为{}的对象是类型为{}的对象的组成部分";
    "`part_of` in the subjects that it scores" => "在其计分的对象中写`part_of`";
    "no indicator is rolled up from parts" => "没有指标由组成部分汇总";
    "an indicator with {\"from\": {\"parts\": {…}}}" => "含{\"from\": {\"parts\": {…}}}的指标";
    "index {} does not stand before `{}`, which {}" => "指标体系{}未排在`{}`之前，后者{}";
    "rolls it up" => "由其汇总";
    "reads it" => "取用其数据";
    "there is no index before this one {}" => "此前没有指标体系{}";
    "no limits between which an extent falls" => "程度没有上下限";
    "two shares in whole percents, at least 0.02 apart, such as [0.1, 0.3]" => "两个整百分比的比例，相差至少0.02，如[0.1, 0.3]";

    // Figures.
    "not a figure" => "不是数值";
    "no indicator reads this input" => "没有指标使用这项数据";
    "an input such as {}" => "数据项，如{}";
    "no subject has a value for the input {} of `{}`" => "没有对象有`{1}`的数据项{0}的数值";
    "an input with values; the nearest is {}" => "有数值的数据项；最接近的是{}";
    "an input with values (null where a figure is missing)" => "有数值的数据项（缺数据时写null）";
    "no rule takes a target of {}" => "没有规则使用{}的目标值";
    "a rule with a target, such as \"completion\"{}" => "使用目标值的规则，如\"completion\"{}";
    ", or a target of {}" => "，或{}的目标值";

    // Periods.
    "the figures of the period before are those of the last of `periods`, and `previous` is given too" => "上期数据即`periods`中最后一期的数据，却又给出了`previous`";
    "figures of {} and others" => "{}等数据";
    "a document with earlier periods says which one is its own" => "含以前各期的文件须写明本期";
    "the name of the period of `values`" => "`values`所属时期的名称";
    "there are no earlier periods to calibrate on" => "没有可用于标定的以前各期";
    "`periods`, or no `calibrate`" => "写`periods`，或不写`calibrate`";
    "no rule of the index takes anything from the data" => "该指标体系没有从数据取值的规则";
    "no `calibrate`, or a rule that does, such as \"min_max\"" => "不写`calibrate`，或使用从数据取值的规则，如\"min_max\"";
    "there are no periods between which to impute" => "没有可在其间插补的各期";
    "an input that is worked out is not imputed between periods" => "计算得出的数据项不在各期之间插补";
    "a change between periods is not imputed between periods" => "各期之间的变化量不在各期之间插补";
    "another way to impute" => "其他填补方式";
    "another way to impute, or \"reweight\"" => "其他填补方式，或\"reweight\"";
}
