//! What messages speak of: one word or a few, as they stand within other messages.

use super::rows;

rows! {
    // One of them.
    "the document" => "文件";
    "an index" => "指标体系";
    "a subject" => "对象";
    "a node" => "节点";
    "a task" => "任务";
    "a period" => "时期";
    "a scenario" => "方案";
    "an alternative" => "替代方案";

    // Several of them.
    "indexes" => "指标体系";
    "subjects" => "对象";
    "nodes" => "节点";
    "tasks" => "任务";
    "periods" => "时期";
    "scenarios" => "方案";
    "alternatives" => "替代方案";
    "weights" => "权重";
    "errors" => "误差";
    "methods" => "方法";

    // As they are named within a sentence.
    "index" => "指标体系";
    "index before this one" => "此前的指标体系";
    "subject" => "对象";
    "subject of this kind" => "该类型的对象";
    "node" => "节点";
    "node with `{}`" => "含`{}`的节点";
    "period" => "时期";
    "department" => "部门";
    "scenario" => "方案";
    "kind of subjects" => "对象类型";
    "group of subjects" => "对象组别";
    "child" => "下级";
    "input with values" => "有数值的数据项";
    "input with an indicator" => "有指标使用的数据项";
    "bonus" => "加分";
    "deduction" => "扣分";
    "figure" => "数据";
    "previous figure" => "上期数据";
    "target" => "目标值";
    "values" => "数据";
    "previous" => "上期数据";
    "targets" => "目标值";
}
