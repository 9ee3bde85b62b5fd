//! Logarithms and roots of figures, before a rule scores them.

use crate::model::Transform;
use crate::number::Exact;

impl Transform {
    /// The transformed value; `None` outside the domain.
    ///
    /// Roots of squares and decimal logarithms of powers of ten are exact; other results are real numbers to 37 digits,
    /// computed in integers, so that every machine gives the same ones.
    ///
    /// ```
    /// use evalindex::model::Transform;
    /// use evalindex::number::Exact;
    ///
    /// assert_eq!(Transform::Log10.apply(&Exact::from(1000)), Some(Exact::from(3)));
    /// assert_eq!(Transform::Sqrt.apply(&Exact::ratio(9, 4).unwrap()), Exact::ratio(3, 2));
    /// assert_eq!(Transform::Ln.apply(&Exact::from(2)).unwrap().to_string(), "0.6931471805599453094172321215");
    /// assert_eq!(Transform::Ln.apply(&Exact::ZERO), None);
    /// ```
    pub fn apply(self, x: &Exact) -> Option<Exact> {
        match self {
            Self::Ln => x.ln(),
            Self::Log10 => x.log10(),
            Self::Sqrt => x.root(),
        }
    }

    /// The domain in words.
    pub(crate) const fn domain(self) -> &'static str {
        match self {
            Self::Ln | Self::Log10 => "a value above 0",
            Self::Sqrt => "a value of 0 or more",
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    fn decimal(text: &str) -> Exact {
        Decimal::from_str_exact(text).unwrap().into()
    }

    fn transformed(transform: Transform, x: &str) -> Option<String> {
        transform.apply(&decimal(x)).map(|value| value.to_string())
    }

    #[test]
    fn values_have_28_digits() {
        // mpmath 1.3.0 at 50 digits: nstr of log(x), log(x)/log(10) and sqrt(x) to 28 digits.
        for (x, ln, log10, sqrt) in [
            (
                "0.5",
                "-0.6931471805599453094172321215",
                "-0.3010299956639811952137388947",
                "0.7071067811865475244008443621",
            ),
            ("750", "6.620073206530356124614755358", "2.875061263391700046867550114", "27.38612787525830567284848914"),
            (
                "12345.678",
                "9.421061321291831976526783991",
                "4.091514945509201274655110542",
                "111.1111065555554621666628377",
            ),
            // Near 1 the logarithms end at 28 decimals, the most that a decimal has.
            (
                "1.0000001",
                "0.0000000999999950000003333333",
                "0.0000000434294460188529180137",
                "1.0000000499999987500000625",
            ),
        ] {
            assert_eq!(transformed(Transform::Ln, x).unwrap(), ln, "ln {x}");
            assert_eq!(transformed(Transform::Log10, x).unwrap(), log10, "log10 {x}");
            assert_eq!(transformed(Transform::Sqrt, x).unwrap(), sqrt, "sqrt {x}");
        }
    }

    #[test]
    fn exact_roots_and_logarithms_are_exact() {
        assert_eq!(transformed(Transform::Ln, "1.000").unwrap(), "0");
        for power in -28_i32..=28 {
            let ten = if power < 0 {
                Decimal::new(1, power.unsigned_abs())
            } else {
                Decimal::from(10_u128.pow(power.unsigned_abs()))
            };
            assert_eq!(Transform::Log10.apply(&ten.into()), Some(Exact::from(power)), "10^{power}");
        }
        for root in ["0", "0.01", "0.00000000000001", "1.5", "12345.6789", "99999999999999"] {
            let square = decimal(root) * decimal(root);
            assert_eq!(Transform::Sqrt.apply(&square), Some(decimal(root)), "{root}");
        }
    }

    #[test]
    fn values_outside_the_domain_have_no_transform() {
        for transform in [Transform::Ln, Transform::Log10] {
            assert_eq!(transformed(transform, "0"), None);
            assert_eq!(transformed(transform, "-1"), None);
        }
        assert_eq!(transformed(Transform::Sqrt, "-0.01"), None);
        assert_eq!(transformed(Transform::Sqrt, "0").unwrap(), "0");
        // A zero with a sign is zero.
        assert_eq!(transformed(Transform::Sqrt, "-0.0").unwrap(), "0");
    }
}
