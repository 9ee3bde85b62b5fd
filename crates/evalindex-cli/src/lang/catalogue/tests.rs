use super::*;

#[test]
fn arguments_stand_where_the_chinese_has_them() {
    assert_eq!(chinese("the weights of the children of `green` total 99"), "`green`下级的权重合计为99");
    // Reordered: 3 of 5.
    assert_eq!(chinese("3 of 5 parts have no score and are left out"), "5个组成部分中有3个无得分，未计入");
    assert_eq!(chinese("less than 0.6"), "小于0.6");
}

#[test]
fn messages_within_messages_are_looked_up_and_names_are_not() {
    assert_eq!(
        chinese("has no figure: its weight goes to its present siblings in proportion"),
        "无数据：其权重按比例分摊给有数据的同级指标"
    );
    assert_eq!(
        chinese("`a` cannot be scored: there is no target: none in the rule, none for the subject"),
        "`a`不能计分：没有目标值：规则和对象均未给出"
    );
    assert_eq!(
        chinese("the id of a known node with `rule`, such as \"a task\""),
        "已有含`rule`的节点的标识，如\"a task\""
    );
    // In backticks, and a reason of the document.
    assert_eq!(chinese("there is no node `a task` with children"), "没有含下级的节点`a task`");
    assert_eq!(chinese("veto: a task"), "一票否决：a task");
}

#[test]
fn a_list_is_written_item_by_item() {
    assert_eq!(
        chinese("tasks on 2023-12-31: K1 (12 points behind) 0.5, K2 (1 day overdue) 1; limited to 1"),
        "2023-12-31任务情况：K1（滞后12个百分点）扣0.5分、K2（逾期1天）扣1分；扣分上限1"
    );
}

#[test]
fn the_row_with_the_most_fixed_characters_wins() {
    // Also matched by "{}: {}".
    assert_eq!(
        chinese("the data cannot serve `ratio_to_mean`: all values are equal"),
        "数据不适用于`ratio_to_mean`：各对象数值相等"
    );
    // Also matched by "less than {}".
    assert_eq!(chinese("less than max, 5"), "小于max的5");
}

#[test]
fn a_text_without_a_row_stays() {
    for text in ["", "某市", "no row says so", "\"a task\"", "`a task`"] {
        assert_eq!(chinese(text), text);
    }
}

/// What draws are made with ends with parts that stand or not.
#[test]
fn a_part_at_the_end_is_looked_up_in_turn() {
    assert_eq!(
        chinese("uniform; methods; ChaCha8, one stream a draw; libm"),
        "uniform；方法；ChaCha8，每次抽样一个流；libm"
    );
    assert_eq!(
        chinese("error: there is no index `citys`; did you mean `cities`? (known indexes: cities, towns)"),
        "错误：没有指标体系`citys`；是否指`cities`？（已有：cities、towns）"
    );
    // What stands in backticks holds none: not the row "`{}` takes positive values only".
    assert_eq!(
        chinese("`a` cannot be scored for `x`: `ratio_to_best` takes positive values only"),
        "`a`不能对`x`计分：`ratio_to_best`只接受大于0的值"
    );
}

#[test]
fn every_argument_is_in_both_languages() {
    for (english, chinese) in ALL.iter().copied().flatten() {
        let row = Row::new(english, chinese);
        assert!(row.positions_exist(), "{english} => {chinese}");
    }
    let texts: std::collections::BTreeSet<&str> = ALL.iter().copied().flatten().map(|(english, _)| *english).collect();
    assert_eq!(texts.len(), ALL.iter().copied().map(<[_]>::len).sum::<usize>(), "a row stands twice");
}
