//! This year's figures on last year's posts: what rules and weight methods took from last year's data is written as JSON,
//! read again, as after a restart, and used on this year's data.
//!
//! `cargo run -p evalindex --example frozen_calibration`

use std::error::Error;
use std::fs;

use evalindex::result::FrozenCalibration;
use evalindex::{Document, Evaluation};

/// Three cities by growth (min-max, unclamped) and by their place in air quality; the two are weighed by entropy.
fn year(period: &str, figures: [[&str; 2]; 3]) -> Result<Document, Box<dyn Error>> {
    let [[east, east_air], [west, west_air], [north, north_air]] = figures;
    let text = format!(
        r#"{{"format": "evalindex/1", "title": "Cities", "period": "{period}",
  "indexes": [{{"id": "cities", "name": "Cities", "kind": "city", "weights": {{"from": "entropy"}}, "children": [
    {{"id": "growth", "name": "Growth", "rule": {{"type": "min_max", "clamp": false}}}},
    {{"id": "air", "name": "Clean days", "rule": {{"type": "percent_rank"}}}}]}}],
  "subjects": [{{"id": "east", "name": "East", "kind": "city"}}, {{"id": "west", "name": "West", "kind": "city"}},
    {{"id": "north", "name": "North", "kind": "city"}}],
  "values": {{"east": {{"growth": {east}, "air": {east_air}}}, "west": {{"growth": {west}, "air": {west_air}}},
    "north": {{"growth": {north}, "air": {north_air}}}}}}}"#
    );
    Ok(Document::from_json(&text)?)
}

fn print(heading: &str, evaluation: &Evaluation) -> Result<(), Box<dyn Error>> {
    println!("{heading}");
    let cities = evaluation.index("cities")?;
    for row in &cities.ranking {
        println!("  {}  {:<6} {:>7}", row.rank, row.name, cities.published(row.score));
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let last_year = year("2023", [["4.0", "300"], ["5.0", "280"], ["6.0", "310"]])?;
    let this_year = year("2024", [["5.5", "305"], ["6.5", "290"], ["6.0", "320"]])?;

    // Last year: the result, and a file with its calibration.
    let evaluation = last_year.evaluate()?;
    print("2023, on its own posts", &evaluation)?;
    let file = std::env::temp_dir().join(format!("evalindex-calibration-{}.json", std::process::id()));
    fs::write(&file, serde_json::to_string_pretty(&evaluation.calibration()?)?)?;

    // This year, in another process.
    let text = fs::read_to_string(&file)?;
    fs::remove_file(&file)?;
    let posts: FrozenCalibration = serde_json::from_str(&text)?;
    print("2024, on the posts of 2023", &this_year.prepare_with(&posts)?.evaluate()?)?;
    print("2024, on its own posts", &this_year.evaluate()?)?;

    println!("The posts of 2023\n{text}");
    Ok(())
}
