//! Random indicators and rules.

use serde_json::{Value, json};

use super::draw::Draw;
use super::numbers::{Number, power_of_ten, published};
use super::random::Random;

/// An indicator and the figures that it takes: from `from` to `to`, in units of 10^(−`places`).
#[derive(Clone)]
pub(super) struct Leaf {
    pub(super) id: String,
    pub(super) parent: String,
    pub(super) from: i64,
    pub(super) to: i64,
    /// The greatest figure but for that at the end of the span.
    pub(super) most: i64,
    pub(super) places: u32,
    /// The indicator before it that has the same definition.
    pub(super) twin: Option<usize>,
    pub(super) previous: bool,
    pub(super) targets: bool,
    /// The input that divides its figures.
    pub(super) divisor: Option<String>,
}

impl Leaf {
    pub(super) fn figure(&self, random: &mut Random) -> Value {
        decimal(random.between(self.from, self.most), self.places)
    }
}

const RATIONAL: [&str; 15] = [
    "min_max",
    "min_max",
    "completion",
    "efficacy",
    "piecewise",
    "steps",
    "per_unit",
    "interval",
    "rank_ladder",
    "percent_rank",
    "ratio_to_best",
    "ratio_to_mean",
    "divide_by",
    "distance_to_reference",
    "as_is",
];

/// An indicator below `parent`, which is noted among the leaves.
pub(super) fn leaf(draw: &mut Draw, parent: &str, id: &str) -> Value {
    if draw.balanced {
        return plain_leaf(draw, parent, id);
    }
    let kind = match draw.random.between(0, 19) {
        0..=4 => "min_max",
        5 => "z_score",
        6 => "gap_closed",
        7 if draw.real => "power",
        8 if draw.real => "exponential_rank",
        _ => draw.random.pick(&RATIONAL),
    };
    let places = draw.random.pick(&[0, 0, 0, 0, 1, 2, 3]);
    let top = draw.random.pick(&[2, 3, 4, 6, 7, 8, 11, 12, 13, 17, 19, 23, 40, 101, 128, 32_719, 32_749]);
    let positive = match kind {
        "ratio_to_mean" => true,
        "ratio_to_best" | "divide_by" => draw.random.percent(85),
        _ => draw.random.percent(20),
    };
    let negative = matches!(kind, "min_max" | "z_score" | "percent_rank" | "steps" | "piecewise");
    let from = if positive {
        1
    } else if negative && draw.random.percent(10) {
        -top
    } else {
        0
    };
    let mut leaf = Leaf {
        id: id.to_owned(),
        parent: parent.to_owned(),
        from,
        to: top,
        most: top,
        places,
        twin: None,
        previous: kind == "gap_closed" && draw.random.percent(30),
        targets: matches!(kind, "completion" | "per_unit"),
        divisor: None,
    };
    let mut node = json!({ "id": id, "name": id.to_uppercase(), "weight": 1 });
    node["rule"] = rule(draw, kind, &leaf);
    if kind == "efficacy" || matches!(kind, "piecewise" | "interval" | "as_is") {
        leaf.targets = false;
    } else if kind == "gap_closed" || draw.random.percent(30) {
        // The goal lies at the lower end where lower is better.
        let lower = kind != "gap_closed" && kind != "distance_to_reference";
        if lower {
            node["direction"] = json!("lower");
        }
    }
    let by_data = matches!(
        kind,
        "rank_ladder" | "percent_rank" | "ratio_to_best" | "ratio_to_mean" | "divide_by" | "exponential_rank"
    ) || (kind == "min_max" && node["rule"]["min"].is_null());
    if by_data && draw.grouped && draw.random.percent(25) {
        node["within"] = json!("group");
    }
    if by_data && draw.random.percent(8) {
        leaf.divisor = Some(format!("{id}d"));
        node["denominate"] = json!({ "by": format!("{id}d"), "scale": draw.random.pick(&[1, 10, 100]) });
    } else if matches!(kind, "percent_rank" | "rank_ladder" | "min_max") && by_data && draw.random.percent(8) {
        leaf.previous = true;
        leaf.from = 1;
        node["measure"] = json!(draw.random.pick(&["change", "growth"]));
    } else if draw.real && draw.random.percent(15) && kind == "min_max" {
        leaf.from = 1;
        node["rule"] = json!({ "type": "min_max" });
        node["transform"] = json!(draw.random.pick(&["ln", "log10", "sqrt"]));
    }
    if draw.random.percent(12) {
        node["round"] = draw.round();
    }
    if draw.gaps {
        node["missing"] = missing(draw, &mut leaf, &node);
    }
    draw.leaves.push(leaf);
    node
}

/// An indicator on a span, from the data.
fn plain_leaf(draw: &mut Draw, parent: &str, id: &str) -> Value {
    let to = draw.random.pick(&[4, 7, 11, 13, 17, 23, 101, 32_719, 32_749]);
    draw.leaves.push(Leaf {
        id: id.to_owned(),
        parent: parent.to_owned(),
        from: 0,
        to,
        most: draw.random.between(1, 4),
        places: draw.random.pick(&[0, 0, 0, 1, 3]),
        twin: None,
        previous: false,
        targets: false,
        divisor: None,
    });
    let mut node = json!({ "id": id, "name": id.to_uppercase(), "rule": { "type": "min_max" } });
    if draw.gaps {
        node["missing"] = json!("reweight");
    }
    node
}

fn missing(draw: &mut Draw, leaf: &mut Leaf, node: &Value) -> Value {
    let grouped = draw.grouped;
    match draw.random.between(0, 13) {
        0 => json!({ "score": draw.random.between(0, draw.scale) }),
        1 | 2 => json!({ "impute": "mean" }),
        3 => json!({ "impute": "median" }),
        4 => json!({ "impute": "worst" }),
        5 if node["round"].is_null() => json!({ "impute": "row_mean" }),
        6 if grouped => json!({ "impute": draw.random.pick(&["group_mean", "group_median"]) }),
        7 if leaf.divisor.is_none() && node["measure"].is_null() => {
            leaf.previous = true;
            json!({ "impute": "previous" })
        }
        8 => json!("unranked"),
        _ => json!("reweight"),
    }
}

/// A rule for the figures of a leaf.
fn rule(draw: &mut Draw, kind: &str, leaf: &Leaf) -> Value {
    let scale = draw.scale;
    let (from, to, places) = (leaf.from, leaf.to, leaf.places);
    let inside = |draw: &mut Draw| decimal(draw.random.between(1, to), places);
    match kind {
        "min_max" if draw.random.percent(15) => {
            let below = json!({ "of": "min", "times": 1, "plus": -draw.random.between(0, 2) });
            let above = draw.random.pick(&[r#""max""#, r#""mean""#, r#""median""#, r#"{"quantile": 0.7}"#]);
            let above: Value = serde_json::from_str(above).unwrap();
            json!({ "type": kind, "min": below, "max": { "of": above }, "clamp": draw.random.percent(60) })
        }
        "min_max" if draw.random.percent(50) => json!({ "type": kind }),
        "min_max" => {
            let (low, high) = (decimal(from.min(0), places), decimal(to + draw.random.between(0, 3), places));
            json!({ "type": kind, "min": low, "max": high, "clamp": draw.random.percent(60) })
        }
        "completion" => json!({ "type": kind, "target": inside(draw), "cap": scale + draw.random.between(0, 20) }),
        "per_unit" => json!({
            "type": kind, "target": inside(draw), "base": decimal(scale * 6, 1), "per": draw.random.pick(&[1, 2, 3, 7]),
            "above": decimal(draw.random.between(1, 20), 1), "below": decimal(draw.random.between(1, 20), 1),
            "whole": draw.random.percent(50)
        }),
        "efficacy" => {
            let mut standards = points(draw, to + 5, 5);
            if draw.random.percent(60) {
                standards.reverse();
            }
            json!({ "type": kind, "standards": scaled(&standards, places) })
        }
        "piecewise" | "steps" => {
            let count = draw.random.length(2, 4);
            let cuts = points(draw, to + 3, count);
            let pairs: Vec<Value> = cuts
                .iter()
                .map(|cut| json!([decimal(*cut, places), decimal(draw.random.between(0, scale * 8) * 125, 3)]))
                .collect();
            let name = if kind == "steps" { "steps" } else { "points" };
            json!({ "type": kind, name: pairs })
        }
        "interval" => {
            let ends = points(draw, to + 4, 4);
            let ends = scaled(&ends, places);
            json!({ "type": kind, "limits": [ends[0], ends[3]], "best": [ends[1], ends[2]] })
        }
        "rank_ladder" => json!({ "type": kind, "step": decimal(draw.random.between(1, 30), 1), "last": 0 }),
        "percent_rank" => {
            let shares = [json!("others"), json!("all"), json!([0.375, 0.25]), json!([0, 1]), json!([1, 0])];
            let (ties, share) = (draw.random.pick(&["mean", "low", "high"]), draw.random.pick(&[0, 1, 2, 3, 4]));
            let share = shares[share].clone();
            json!({ "type": kind, "ties": ties, "share": share })
        }
        "exponential_rank" => json!({ "type": kind, "constant": decimal(23 * scale, 2) }),
        "z_score" if draw.real && draw.random.percent(50) => {
            let deviation = draw.random.pick(&["sample", "population"]);
            json!({ "type": kind, "center": scale, "spread": 10, "deviation": deviation })
        }
        "divide_by" => {
            let by = if draw.real {
                draw.random.pick(&["sum", "length", "best"])
            } else {
                draw.random.pick(&["sum", "best"])
            };
            json!({ "type": kind, "by": by })
        }
        "z_score" => json!({
            "type": kind, "center": 50, "spread": draw.random.between(1, 12), "mean": inside(draw),
            "sd": draw.random.pick(&[3, 7, 11])
        }),
        "distance_to_reference" => {
            json!({ "type": kind, "reference": decimal(to + draw.random.between(0, 4), places) })
        }
        "gap_closed" if leaf.previous => json!({ "type": kind, "start": "previous", "goal": decimal(to, places) }),
        "gap_closed" => json!({
            "type": kind, "start": decimal(from, places), "goal": decimal(to + draw.random.between(0, 3), places),
            "low": draw.random.between(0, scale / 2), "high": scale
        }),
        "power" => json!({ "type": kind, "a": 2, "b": inside(draw), "c": decimal(draw.random.pick(&[5, 15, 20]), 1) }),
        "as_is" => json!({ "type": kind, "min": decimal(from.min(0), places), "max": decimal(to, places) }),
        _ => json!({ "type": kind }),
    }
}

/// Rising whole numbers, all different.
fn points(draw: &mut Draw, top: i64, count: usize) -> Vec<i64> {
    let mut points = vec![draw.random.between(0, 1)];
    let room = (top / i64::try_from(count).unwrap()).max(1);
    while points.len() < count {
        let last = points[points.len() - 1];
        points.push(last + draw.random.between(1, room));
    }
    points
}

fn scaled(points: &[i64], places: u32) -> Vec<Value> {
    points.iter().map(|point| decimal(*point, places)).collect()
}

/// Gives a dimension a rule on its aggregated scores.
pub(super) fn dimension_rule(draw: &mut Draw, node: &mut Value) {
    let kinds =
        ["min_max", "percent_rank", "rank_ladder", "steps", "piecewise", "completion", "z_score", "ratio_to_mean"];
    let kind = draw.random.pick(&kinds);
    let leaf = Leaf {
        id: String::new(),
        parent: String::new(),
        from: 0,
        to: draw.scale,
        most: draw.scale,
        places: 0,
        twin: None,
        previous: false,
        targets: false,
        divisor: None,
    };
    node["rule"] = rule(draw, kind, &leaf);
    let data = matches!(kind, "percent_rank" | "rank_ladder") || (kind == "min_max" && node["rule"]["min"].is_null());
    if data && draw.grouped && draw.random.percent(30) {
        node["within"] = json!("group");
    }
    if matches!(kind, "min_max" | "percent_rank" | "rank_ladder" | "steps") && draw.random.percent(25) {
        node["direction"] = json!("lower");
    }
}

/// The JSON number `mantissa`·10^(−`decimals`), of at most 15 digits.
pub(super) fn decimal(mantissa: i64, decimals: u32) -> Value {
    let value = Number::new(mantissa.into(), power_of_ten(decimals));
    serde_json::from_str(&published(&value, decimals, "floor")).unwrap()
}
