//! The analytic hierarchy process: weights from judgements of pairs.

use rust_decimal::Decimal;

use super::eigen::{multiplied, principal, size};
use super::error::{JudgementFault, WeightMethodError};
use super::{DerivedWeights, KEPT, in_proportion, normalised, told};
use crate::number::{Fraction, Real};

/// Saaty's random indices (1987), of 3 to 10 items.
const RANDOM_INDEX: [Decimal; 8] = [
    Decimal::from_parts(58, 0, 0, false, 2),
    Decimal::from_parts(90, 0, 0, false, 2),
    Decimal::from_parts(112, 0, 0, false, 2),
    Decimal::from_parts(124, 0, 0, false, 2),
    Decimal::from_parts(132, 0, 0, false, 2),
    Decimal::from_parts(141, 0, 0, false, 2),
    Decimal::from_parts(145, 0, 0, false, 2),
    Decimal::from_parts(149, 0, 0, false, 2),
];

/// Judgements of pairs: how many times as important the item of the row is as that of the column.
///
/// Square, positive and reciprocal: `aⱼᵢ = 1/aᵢⱼ` exactly, 1 on the diagonal; so judgements are fractions.
///
/// ```
/// use evalindex::weight::Judgements;
///
/// let items = ["a", "b", "c"].map(str::to_owned).to_vec();
/// let rows = [["1", "3", "5"], ["1/3", "1", "2"], ["1/5", "1/2", "1"]];
/// let judgements = Judgements::parse(items, &rows.map(|row| row.map(str::to_owned).to_vec()))?;
/// assert_eq!(judgements.items().len(), 3);
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Judgements {
    items: Vec<String>,
    rows: Vec<Vec<Fraction>>,
}

impl Judgements {
    /// Judgements as text: whole numbers, decimals, or fractions of them such as `1/3`.
    ///
    /// # Errors
    /// When the matrix is not square, a judgement is no positive number, or two of one pair are not each other's
    /// reciprocals: the error names every such place.
    pub fn parse(items: Vec<String>, rows: &[Vec<String>]) -> Result<Self, WeightMethodError> {
        if items.is_empty() {
            return Err(WeightMethodError::Nothing);
        }
        let mut faults = Vec::new();
        let expected = format!("{}, one an item", items.len());
        if rows.len() != items.len() {
            faults.push(JudgementFault::new("the matrix is not square", format!("{} rows", rows.len()), &*expected));
        }
        let mut all = Vec::with_capacity(rows.len());
        for (number, row) in rows.iter().enumerate() {
            // A square of other items is wrong once.
            if row.len() != items.len() && row.len() != rows.len() {
                let what = format!("row {} is of another length", number.saturating_add(1));
                faults.push(JudgementFault::new(what, format!("{} judgements", row.len()), &*expected));
            }
            let of_row = items
                .get(number)
                .map_or_else(|| format!("row {}", number.saturating_add(1)), |item| format!("`{item}`"));
            let cells = row.iter().zip(&items).map(|(text, item)| {
                let judgement = fraction(text).filter(|judgement| judgement.is_positive());
                if judgement.is_none() {
                    let what = format!("{of_row} against `{item}`");
                    let expected = "a number above 0, or a fraction such as 1/3";
                    faults.push(JudgementFault::new(what, format!("{text:?}"), expected));
                }
                judgement
            });
            all.push(cells.collect::<Vec<Option<Fraction>>>());
        }
        let sound: Vec<Vec<Fraction>> = all.iter().map(|row| row.iter().copied().flatten().collect()).collect();
        faults.extend(off_reciprocals(&items, &all, rows));
        WeightMethodError::unless_none(faults)?;
        Ok(Self { items, rows: sound })
    }

    /// What is judged.
    pub fn items(&self) -> &[String] {
        &self.items
    }

    fn reals(&self) -> Vec<Vec<Real>> {
        self.rows.iter().map(|row| row.iter().map(|judgement| judgement.to_real()).collect()).collect()
    }
}

/// The pairs of judgements that are not each other's reciprocals, where both are judgements.
fn off_reciprocals(items: &[String], rows: &[Vec<Option<Fraction>>], texts: &[Vec<String>]) -> Vec<JudgementFault> {
    let at = |row: usize, column: usize| rows.get(row).and_then(|row| row.get(column)).copied().flatten();
    let text = |row: usize, column: usize| texts.get(row).and_then(|row| row.get(column)).map_or("", String::as_str);
    let mut faults = Vec::new();
    for (row, one) in items.iter().enumerate() {
        for (column, other) in items.iter().enumerate().take(row.saturating_add(1)) {
            let Some((judged, back)) = at(row, column).zip(at(column, row)) else { continue };
            let product = judged.times(back).and_then(|product| product.compare(Fraction::ONE));
            if product != Some(std::cmp::Ordering::Equal) {
                let found = format!("{} and {}", text(row, column), text(column, row));
                let what = format!("`{one}` against `{other}`");
                faults.push(JudgementFault::new(what, found, "1, or one the reciprocal of the other"));
            }
        }
    }
    faults
}

fn fraction(text: &str) -> Option<Fraction> {
    let plain = |text: &str| Decimal::from_str_exact(text.trim()).ok().map(Fraction::from_decimal);
    match text.split_once('/') {
        Some((above, below)) => plain(above)?.over(plain(below).filter(|below| !below.is_zero())?),
        None => plain(text),
    }
}

/// Weights by the principal eigenvector of the judgements, with `lambda_max`, the consistency index
/// `(λ − n)/(n − 1)`, and its ratio to the random index (Saaty 1987: .58 .90 1.12 1.24 1.32 1.41 1.45 1.49 for 3 to 10
/// items); a ratio above 0.1 is said to be inconsistent, and the judgement furthest from the weights is named. Source:
/// Saaty, Journal of Mathematical Psychology 15 (1977).
///
/// # Errors
/// When there are more than 10 items, for which there is no random index, or the numbers have too many digits.
///
/// ```
/// use evalindex::weight::{Judgements, ahp};
///
/// let items = ["a", "b", "c"].map(str::to_owned).to_vec();
/// // Wholly consistent: 6 = 2 · 3.
/// let rows = [["1", "2", "6"], ["1/2", "1", "3"], ["1/6", "1/3", "1"]];
/// let found = ahp(&Judgements::parse(items, &rows.map(|row| row.map(str::to_owned).to_vec()))?)?;
/// assert_eq!(found.weights[0], ("a".to_owned(), "0.6".parse().unwrap()));
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
pub fn ahp(judgements: &Judgements) -> Result<DerivedWeights, WeightMethodError> {
    let weights = principal(&judgements.reals()).and_then(|vector| normalised(&vector));
    let weights = weights.ok_or(WeightMethodError::TooLong)?;
    derived("ahp", judgements, &weights)
}

/// Weights by the geometric means of the rows, with the same diagnostics, `λ` being the mean of `(A·w)ᵢ/wᵢ`. Source:
/// Crawford & Williams, Journal of Mathematical Psychology 29 (1985).
///
/// # Errors
/// As [`ahp`].
///
/// ```
/// use evalindex::weight::{Judgements, ahp_geometric};
///
/// let items = ["a", "b", "c"].map(str::to_owned).to_vec();
/// // Wholly consistent: 6 = 2 · 3.
/// let rows = [["1", "2", "6"], ["1/2", "1", "3"], ["1/6", "1/3", "1"]];
/// let found = ahp_geometric(&Judgements::parse(items, &rows.map(|row| row.map(str::to_owned).to_vec()))?)?;
/// assert_eq!(found.weights[0], ("a".to_owned(), "0.6".parse().unwrap()));
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
pub fn ahp_geometric(judgements: &Judgements) -> Result<DerivedWeights, WeightMethodError> {
    let rows = judgements.reals();
    let count = i128::try_from(rows.len()).map_err(|_| WeightMethodError::TooLong)?;
    let mean = |row: &Vec<Real>| {
        let logs = row.iter().try_fold(Real::ZERO, |sum, judgement| Some(sum.plus(judgement.ln()?)))?;
        logs.over(Real::from_i128(count))?.exp()
    };
    let means: Option<Vec<Real>> = rows.iter().map(mean).collect();
    let weights = means.and_then(|means| normalised(&means)).ok_or(WeightMethodError::TooLong)?;
    derived("ahp_geometric", judgements, &weights)
}

fn derived(
    method: &'static str,
    judgements: &Judgements,
    weights: &[Real],
) -> Result<DerivedWeights, WeightMethodError> {
    let count = judgements.items.len();
    let mut diagnostics = Vec::new();
    let mut remarks = Vec::new();
    let lambda = lambda(&judgements.reals(), weights).ok_or(WeightMethodError::TooLong)?;
    diagnostics.push(("lambda_max", told(lambda)?));
    let n = Real::from_i128(i128::try_from(count).map_err(|_| WeightMethodError::TooLong)?);
    let index = if count > 1 { lambda.minus(n).over(n.minus(Real::ONE)) } else { Some(Real::ZERO) };
    let index = index.ok_or(WeightMethodError::TooLong)?;
    diagnostics.push(("ci", told(index)?));
    if count > 2 {
        let random = count.checked_sub(3).and_then(|at| RANDOM_INDEX.get(at)).copied();
        let too_many = || {
            let what = "there is no random index for so many items";
            WeightMethodError::Judgements(vec![JudgementFault::new(what, count.to_string(), "10 items or fewer")])
        };
        let random = random.ok_or_else(too_many)?;
        let ratio = told(index.over(Real::from_decimal(random)).ok_or(WeightMethodError::TooLong)?)?;
        diagnostics.push(("cr", ratio));
        diagnostics.push(("random_index", random));
        remarks.push(("random_index_table", "Saaty 1987".to_owned()));
        let consistent = ratio <= Decimal::new(1, 1);
        remarks.push(("consistency", if consistent { "consistent" } else { "inconsistent" }.to_owned()));
        if let Some(worst) = worst(judgements, weights).filter(|_| !consistent) {
            remarks.push(("worst_judgement", worst));
        }
    } else {
        diagnostics.push(("cr", Decimal::ZERO));
    }
    let weights = in_proportion(weights).ok_or(WeightMethodError::TooLong)?;
    Ok(DerivedWeights { diagnostics, remarks, ..DerivedWeights::new(method, &judgements.items, weights) })
}

/// The mean of `(A·w)ᵢ/wᵢ`.
fn lambda(rows: &[Vec<Real>], weights: &[Real]) -> Option<Real> {
    let quotients = multiplied(rows, weights).into_iter().zip(weights).map(|(product, weight)| product.over(*weight));
    let sum = quotients.into_iter().try_fold(Real::ZERO, |sum, quotient| Some(sum.plus(quotient?)))?;
    sum.over(Real::from_i128(i128::try_from(weights.len()).ok()?))
}

/// The judgement furthest, by ratio, from what the weights say.
fn worst(judgements: &Judgements, weights: &[Real]) -> Option<String> {
    let mut found: Option<(Real, String)> = None;
    for (row, one) in judgements.items.iter().enumerate() {
        for (column, other) in judgements.items.iter().enumerate().skip(row.saturating_add(1)) {
            let judgement = *judgements.rows.get(row)?.get(column)?;
            let implied = weights.get(row)?.over(*weights.get(column)?)?;
            let off = size(judgement.to_real().over(implied)?.ln()?);
            if found.as_ref().is_none_or(|(most, _)| most.minus(off).is_negative()) {
                let says = KEPT.apply(implied.to_decimal()?).normalize();
                let judged = judgement.to_decimal()?.normalize();
                found = Some((off, format!("`{one}` against `{other}`: judged {judged}, the weights say {says}")));
            }
        }
    }
    found.map(|(_, text)| text)
}
