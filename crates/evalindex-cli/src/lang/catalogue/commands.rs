//! What the command itself has to say on files, options and results.

use super::rows;

rows! {
    "error: {}" => "错误：{}";
    "{}: {}" => "{}：{}";
    "this is a bug in evalindex: {}" => "evalindex程序缺陷：{}";
    "{}: warning: {}" => "{=}：警告：{}";
    "standard input" => "标准输入";

    // Files and writing.
    "{}: is empty, expected a JSON document" => "{}：为空，应为JSON文件";
    "{}: is a directory, expected a JSON document" => "{=}：是目录，应为JSON文件";
    "is empty, expected a JSON document" => "为空，应为JSON文件";
    "is no text in UTF-8" => "不是UTF-8编码的文本";
    "is a directory, expected a JSON document" => "是目录，应为JSON文件";
    "no such file" => "没有此文件";
    "no such file, and {}" => "没有此文件，且{}";
    "cannot be read: permission denied" => "无法读取：没有权限";
    "cannot be read: {}" => "无法读取：{=}";
    "{} cannot be written: {}" => "{=}无法写入：{=}";
    "the result cannot be written: {}" => "结果无法写出：{}";
    "the result cannot be written as {}: {}" => "结果无法写成{=}：{}";
    "standard output is closed" => "标准输出已关闭";
    "judgements are an object, as --help shows" => "判断应为对象，写法见--help";

    // Options.
    "a FILE is required" => "须给出文件FILE";
    "{} goes with --format json" => "{=}须与--format json同用";
    "--csv-raw goes with --format csv" => "--csv-raw须与--format csv同用";
    "-o goes with --format csv" => "-o须与--format csv同用";
    "--index goes with --set, --scale, --move or --drop: a scenario names its own" => "--index须与--set、--scale、--move或--drop同用：方案自带指标体系";
    "nothing to change: give --set, --scale, --move or --drop, or `scenarios` in the document" => "没有可变动的内容：请给出--set、--scale、--move或--drop，或在文件中写`scenarios`";
    "judgements are needed: --matrix FILE" => "需要判断：--matrix FILE";
    "this method takes no {}" => "该方法不用{=}";
    "{}; give --on DATE" => "{}；请给出--on DATE";

    // Names.
    "there is no {} `{}`{} (known {}: {})" => "没有{}`{}`{}（已有{}：{,}）";
    "no subject `{}` is scored{}" => "没有对象`{}`被计分{}";
    "`{}` is of kind `{}` and `{}` of kind `{}`: no index scores both" => "`{}`的类型为`{}`，`{}`的类型为`{}`：没有指标体系为两者都计分";
    "there is no period `{}`" => "没有时期`{}`";
    "verb" => "命令";
    "verbs" => "命令";
    "grade" => "等次";
    "grades" => "等次";

    // Comparisons and results.
    "index `{}` is in the {} document only" => "指标体系`{}`只在{}文件中";
    "old" => "旧";
    "new" => "新";
    "nothing to compare with: give a second document, or a document with several periods" => "没有可比较的内容：请给出第二个文件，或含多个时期的文件";
    "{}: scores of the two are not on the same scale: {}: {}" => "{=}：两者得分不可直接比较：{}：{=}";
    "rules differ" => "规则不同";
    "what rules take from the data differs" => "规则由数据得出的取值不同";
    "{}: {}, {}: under the old calibration {}" => "{=}：{=}，{=}：按原标定{}";
    "{}: made by {}; this is {}" => "{=}：由{=}生成；本程序为{=}";
    "{}: judgements of {}, expected the children of `{}`: {}" => "{=}：判断涉及{,}，应为`{}`的下级：{,}";
    "{}: scenario `{}`: {}" => "{=}：方案`{}`：{}";
}
