//! Text that is no JSON, and values of the wrong type.

use super::rows;

rows! {
    // The text as a whole.
    "the document is empty" => "文件为空";
    "a JSON object with \"format\": \"evalindex/1\"" => "含\"format\": \"evalindex/1\"的JSON对象";
    "byte 0x{} at offset {}" => "偏移{1}处的字节0x{0}";
    "the document is not in UTF-8" => "文件编码不是UTF-8";
    "the file saved as UTF-8 (not UTF-16, GBK or GB18030)" => "存为UTF-8编码的文件（而非UTF-16、GBK或GB18030）";
    "the document is too long" => "文件过长";
    "{} bytes" => "{}字节";
    "not JSON: {}" => "不是JSON：{}";
    "arrays and objects nested too deep" => "数组与对象嵌套过深";
    "level {}" => "第{}层";
    "at most {} levels" => "至多{}层";
    "a checked value is not JSON: {}" => "已检查的值不是JSON：{}";
    "a format that this program does not read" => "本程序不能读取的格式";

    // Words and marks.
    "JSON has no NaN and no infinity" => "JSON没有NaN，也没有无穷大";
    "JSON has true, false and null only" => "JSON只有true、false和null";
    "a number such as 12.5" => "数字，如12.5";
    "not a JSON number" => "不是JSON数字";
    "JSON strings stand in double quotation marks" => "JSON字符串须用双引号";
    "JSON numbers have no plus sign" => "JSON数字不带加号";
    "JSON numbers begin with a digit" => "JSON数字须以数字开头";
    "JSON numbers end with a digit" => "JSON数字须以数字结尾";
    "JSON numbers have no separators" => "JSON数字不带分隔符";
    "JSON numbers have no leading zeros" => "JSON数字没有前导零";
    "a number stands where a key should" => "应为键的位置是数字";
    "a key in quotation marks; numbers have no separators: 1000" => "带引号的键；数字不带分隔符：1000";
    "JSON keys stand in double quotation marks" => "JSON的键须用双引号";
    "not a JSON colon" => "不是JSON的冒号";
    "a colon is missing" => "缺少冒号";
    "brackets do not match" => "括号不匹配";
    "a key in double quotation marks" => "双引号中的键";
    "one comma too many" => "多了一个逗号";
    "`,` before `{}`" => "`{}`前的`,`";
    "JSON has no trailing commas" => "JSON末尾不带逗号";
    "`,` or `{}`" => "`,`或`{}`";
    "not a JSON comma" => "不是JSON的逗号";
    "a quotation mark too many, or one is missing" => "引号多余或缺少";
    "a comma is missing" => "缺少逗号";
    "not JSON" => "不是JSON";
    "a value" => "一个值";
    "a value is missing" => "缺少值";
    "a number, null or \"n/a\"" => "数字、null或\"n/a\"";
    "something follows the document's end" => "文件结束后还有内容";
    "nothing more" => "没有其他内容";
    "its end" => "结尾";
    "the document ends too early" => "文件过早结束";
    "a plain space" => "普通空格";
    "not a JSON space" => "不是JSON的空格";
    "JSON has no comments" => "JSON没有注释";
    "no comment; `notes` may hold remarks" => "没有注释；说明可写在`notes`中";
    "a string without its closing quotation mark" => "字符串缺少后引号";
    "`\"` on the same line; \\n stands for a line break" => "同一行内的`\"`；换行写作\\n";
    "a control character in a string" => "字符串中有控制字符";
    "the character written as an escape, such as \\t" => "写成转义形式的字符，如\\t";
    "\\\\ for a backslash" => "反斜杠写作\\\\";
    "an escape that JSON does not have" => "JSON没有的转义";
    "a string in other quotation marks than JSON's" => "字符串的引号不是JSON的引号";
    "double quotation marks: \"…\"" => "双引号：\"…\"";
    "a string with half of a surrogate pair" => "字符串中有半个代理对";
    "both halves, as \\ud83d\\ude00, or the character itself" => "两半俱全，如\\ud83d\\ude00，或该字符本身";

    // Objects, arrays and their types.
    "wrong type of value" => "值的类型不符";
    "unknown name" => "未知名称";
    "unknown field" => "未知字段";
    "a required field is missing" => "缺少必填字段";
    "duplicate key, first on line {}" => "重复的键，首次出现在第{}行";
    "`{}` again" => "再次出现`{}`";
    "each key once" => "每个键只出现一次";
    "an array of the wrong length" => "数组长度不符";
    "{} of them" => "其中{}个";
    "true or false" => "true或false";
    "a string" => "字符串";
    "a string {}" => "字符串{}";
    "the number {}" => "数字{}";
    "a number" => "数字";
    "a whole number, 0 or more" => "不小于0的整数";
    "an object" => "对象";
    "an array" => "数组";
    "an array of {}" => "由{}组成的数组";
    "an array of two {}" => "由两个{}组成的数组";
    "pairs of {}" => "成对的{}";
    "elements, each {}" => "若干元素，各为{}";
    "numbers" => "数字";
    "strings" => "字符串";
    "one of {}" => "以下之一：{}";
    "{}, or no such field" => "{}，或不写该字段";
    "{} elements" => "{}个元素";
    "{} element" => "{}个元素";
    "its parameter" => "其参数";

    // Numbers.
    "a percentage where a share of 1 stands" => "应为以1为整体的比例，却写成百分数";
    "{} without quotation marks, or in plain digits" => "{}不带引号，或写成普通数字";
    "a number must be finite" => "数字必须有限";
    "a string that is no plain decimal number" => "字符串不是普通十进制数";
    "a number out of range" => "数字超出范围";
    "a number with more decimals than are kept exactly" => "小数位数超出可精确保存的位数";
    "a number larger than is kept exactly" => "数字大于可精确保存的范围";
    "a number with more digits than are kept exactly" => "数字位数超出可精确保存的位数";
    "at most 28 decimals" => "至多28位小数";
    "a number between -79228162514264337593543950335 and 79228162514264337593543950335" => "-79228162514264337593543950335至79228162514264337593543950335之间的数字";
    "at most 28 significant digits" => "至多28位有效数字";
    "a number beyond 28 digits" => "超过28位的数字";
    "no decimal number: {}" => "不是十进制数：{}";
    "a decimal number, or a text that holds one" => "十进制数，或写有十进制数的文本";
    "unknown format `{}`, expected `{}`" => "未知格式`{}`，应为`{}`";
}
