//! The places of the departments within 10 %: no wider than the truth, and reached.
//!
//! Places and weights were computed apart, by mixed-integer programs over the effective weights of the indicators (`SciPy`
//! `milp`): the most departments that are ahead of one, and the most that are behind it, under the same weights.

use std::collections::BTreeMap;

use evalindex::robustness::{Control, WeightRegion};
use evalindex::{Decimal, Document};
use serde_json::{Value, json};

/// The best and the worst place of each department.
const PLACES: [(&str, usize, usize); 42] = [
    ("organization", 1, 1),
    ("public_security", 2, 7),
    ("approval", 2, 5),
    ("human_resources", 2, 7),
    ("sports", 2, 10),
    ("agriculture", 3, 10),
    ("grain_reserves", 4, 10),
    ("cyberspace", 5, 10),
    ("education", 5, 10),
    ("justice", 6, 11),
    ("civil_affairs", 10, 13),
    ("housing", 11, 17),
    ("statistics", 12, 19),
    ("culture_tourism", 11, 18),
    ("health", 12, 17),
    ("forestry", 13, 21),
    ("science", 15, 20),
    ("drugs", 12, 22),
    ("natural_resources", 15, 23),
    ("investment_promotion", 12, 24),
    ("medical_insurance", 18, 23),
    ("sasac", 18, 24),
    ("emergency", 20, 24),
    ("drc", 21, 24),
    ("industry", 25, 28),
    ("publicity", 25, 30),
    ("staffing", 25, 32),
    ("finance", 26, 32),
    ("transport", 26, 32),
    ("rural_revitalisation", 26, 32),
    ("veterans", 25, 33),
    ("market_regulation", 29, 37),
    ("cultural_heritage", 30, 36),
    ("foreign_affairs", 32, 38),
    ("commerce", 33, 37),
    ("audit", 30, 40),
    ("energy", 33, 39),
    ("water", 34, 40),
    ("radio_tv", 35, 40),
    ("small_enterprises", 38, 40),
    ("ecology", 41, 42),
    ("local_finance", 41, 42),
];

/// Weights by which every one of these places is reached: of the three dimensions, then of the two, two and three
/// indicators in them.
const WEIGHTS: [[u32; 10]; 33] = [
    [634_659, 209_561, 155_780, 551_021, 448_979, 558_652, 441_348, 494_381, 252_809, 252_809],
    [559_206, 235_752, 205_042, 646_606, 353_394, 495_413, 504_587, 494_382, 252_809, 252_809],
    [576_923, 211_539, 211_538, 647_058, 352_942, 594_594, 405_406, 400_305, 305_788, 293_907],
    [647_054, 194_120, 158_826, 551_025, 448_975, 594_589, 405_411, 423_773, 259_305, 316_922],
    [647_058, 194_118, 158_824, 551_021, 448_979, 495_539, 504_461, 472_901, 285_274, 241_825],
    [580_946, 250_801, 168_253, 551_021, 448_979, 495_413, 504_587, 395_605, 302_198, 302_198],
    [624_998, 187_503, 187_499, 647_054, 352_946, 495_419, 504_581, 423_669, 288_346, 287_985],
    [552_153, 247_441, 200_406, 647_054, 352_946, 594_590, 405_410, 420_084, 260_965, 318_951],
    [560_048, 250_984, 188_968, 647_058, 352_942, 594_594, 405_406, 395_605, 302_198, 302_198],
    [572_037, 256_352, 171_611, 551_026, 448_974, 526_220, 473_780, 494_377, 252_812, 252_812],
    [592_840, 242_152, 165_008, 647_058, 352_942, 594_594, 405_406, 468_085, 292_553, 239_362],
    [647_058, 194_118, 158_824, 640_486, 359_514, 594_594, 405_406, 468_999, 291_171, 239_830],
    [624_998, 187_503, 187_499, 551_025, 448_975, 594_589, 405_411, 418_607, 261_629, 319_763],
    [620_301, 227_444, 152_256, 635_652, 364_348, 594_594, 405_406, 468_085, 239_362, 292_553],
    [572_037, 256_352, 171_611, 551_026, 448_974, 594_590, 405_410, 491_429, 251_304, 257_267],
    [572_037, 256_352, 171_611, 647_054, 352_946, 495_417, 504_583, 468_083, 292_552, 239_366],
    [580_404, 251_342, 168_254, 647_058, 352_942, 594_594, 405_406, 484_417, 247_714, 267_869],
    [576_923, 211_538, 211_538, 602_231, 397_769, 557_741, 442_259, 468_085, 292_553, 239_362],
    [620_301, 227_444, 152_256, 557_987, 442_013, 594_594, 405_406, 468_085, 239_362, 292_553],
    [640_966, 192_290, 166_744, 641_903, 358_097, 495_413, 504_587, 404_409, 286_667, 308_923],
    [620_301, 227_444, 152_256, 603_341, 396_659, 525_230, 474_770, 418_605, 319_767, 261_628],
    [565_798, 253_561, 180_640, 647_058, 352_942, 575_936, 424_064, 494_382, 252_809, 252_809],
    [618_774, 190_613, 190_613, 637_927, 362_073, 495_413, 504_587, 488_825, 249_968, 261_208],
    [553_713, 243_260, 203_028, 647_058, 352_942, 594_594, 405_406, 494_382, 252_809, 252_809],
    [572_037, 256_352, 171_611, 647_054, 352_946, 545_005, 454_995, 403_732, 287_868, 308_400],
    [551_021, 246_939, 202_041, 606_572, 393_428, 495_413, 504_587, 397_394, 303_564, 299_042],
    [621_453, 226_009, 152_539, 589_799, 410_201, 594_594, 405_406, 418_605, 261_628, 319_767],
    [551_691, 247_239, 201_070, 647_058, 352_942, 495_413, 504_587, 468_085, 292_553, 239_362],
    [647_059, 194_118, 158_824, 643_217, 356_783, 495_413, 504_587, 464_758, 286_871, 248_371],
    [558_939, 236_117, 204_944, 563_329, 436_671, 594_594, 405_406, 418_605, 261_628, 319_767],
    [574_743, 254_733, 170_524, 647_058, 352_942, 594_594, 405_406, 418_605, 261_628, 319_767],
    [560_670, 233_752, 205_579, 647_058, 352_942, 495_413, 504_587, 494_382, 252_809, 252_809],
    [624_998, 187_503, 187_499, 647_054, 352_946, 594_589, 405_411, 442_688, 250_793, 306_519],
];

/// The nodes that have these weights.
const NODES: [&str; 10] = [
    "/children/0",
    "/children/1",
    "/children/2",
    "/children/0/children/0",
    "/children/0/children/1",
    "/children/1/children/0",
    "/children/1/children/1",
    "/children/2/children/0",
    "/children/2/children/1",
    "/children/2/children/2",
];

/// Their declared weights; those of the first two indicators times 10.
const DECLARED: [u32; 10] = [60, 22, 18, 6, 4, 12, 10, 8, 5, 5];

/// The index of departments with other weights.
fn document(weights: Option<&[u32; 10]>) -> Document {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/2023.json")).unwrap();
    let mut whole: Value = serde_json::from_str(&text).unwrap();
    let index = &mut whole["indexes"][1];
    if let Some(weights) = weights {
        index["weights"] = json!("relative");
        for ((path, declared), weight) in NODES.iter().zip(DECLARED).zip(weights) {
            let node = index.pointer_mut(path).unwrap();
            let own = node["weight"].as_f64().unwrap();
            assert!([own, own * 10.0].contains(&f64::from(declared)), "{path}");
            node["weight"] = json!(weight);
        }
    }
    Document::from_json(&whole.to_string()).unwrap()
}

/// The truth is 234 places in all, 5.57 on average: bounds cannot be narrower.
#[test]
fn places_of_the_departments_are_as_narrow_as_the_truth() {
    let tenth = WeightRegion::Within(Decimal::new(1, 1));
    let certain = document(None).prepare().unwrap().certain("departments", tenth, Control::new()).unwrap();
    let found: Vec<_> = certain.subjects.iter().map(|one| (one.subject.as_str(), one.best, one.worst)).collect();
    assert_eq!(found, PLACES);
    assert!(certain.subjects.iter().all(|one| one.exact));
    assert_eq!((certain.notice(), PLACES.map(|(_, best, worst)| worst - best).iter().sum::<usize>()), (None, 234));
}

#[test]
fn every_place_of_the_departments_is_reached() {
    let mut reached: BTreeMap<String, Vec<Decimal>> = BTreeMap::new();
    for weights in &WEIGHTS {
        for siblings in [0..3, 3..5, 5..7, 7..10] {
            // Weights are within 10 % when no factor is more than 11/9 of another.
            let pairs = siblings.clone().flat_map(|one| siblings.clone().map(move |other| (one, other)));
            for (one, other) in pairs {
                let (mine, theirs) = (weights[one] * DECLARED[other], weights[other] * DECLARED[one]);
                assert!(9 * u64::from(mine) <= 11 * u64::from(theirs), "{weights:?}");
            }
        }
        let evaluation = document(Some(weights)).evaluate().unwrap();
        let index = evaluation.indexes.iter().find(|index| index.id == "departments").unwrap();
        for row in &index.ranking {
            reached.entry(row.subject.clone()).or_default().push(row.rank.to_decimal());
        }
    }
    for (subject, best, worst) in PLACES {
        let places = &reached[subject];
        let ends = (places.iter().min().copied(), places.iter().max().copied());
        assert_eq!(ends, (Some(best.into()), Some(worst.into())), "{subject}");
    }
}
