//! Days of the calendar.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;
use serde::ser::Serializer;

/// A day of the Gregorian calendar, of the years 1 to 9999; written `2023-12-31` (ISO 8601).
///
/// Days have no hour and no time zone: from one day to the next it is one day. There is no way to today's date; the clock
/// is an input.
///
/// ```
/// use evalindex::model::Date;
///
/// let due: Date = "2024-03-01".parse()?;
/// assert_eq!(due.days_since(Date::new(2024, 2, 28).unwrap()), 2);
/// assert_eq!(due.to_string(), "2024-03-01");
/// assert!("2023-02-29".parse::<Date>().is_err());
/// # Ok::<(), evalindex::model::NoDate>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    // In this order, days compare as they follow each other.
    year: u16,
    month: u8,
    day: u8,
}

/// A text that is no day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no day of the calendar, written as in 2023-12-31")]
pub struct NoDate;

impl Date {
    /// The day of a year from 1 to 9999; none where the calendar has no such day.
    ///
    /// ```
    /// use evalindex::model::Date;
    ///
    /// assert!(Date::new(2000, 2, 29).is_some());
    /// assert!(Date::new(1900, 2, 29).is_none());
    /// ```
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let is_day = (1..=9999).contains(&year) && (1..=length(year, month)).contains(&day);
        is_day.then_some(Self { year, month, day })
    }

    /// How many days it is after another day; negative where it is before.
    ///
    /// ```
    /// use evalindex::model::Date;
    ///
    /// let (leap_day, before) = (Date::new(2024, 2, 29).unwrap(), Date::new(2023, 2, 28).unwrap());
    /// assert_eq!((leap_day.days_since(before), before.days_since(leap_day)), (366, -366));
    /// ```
    pub fn days_since(self, other: Self) -> i32 {
        self.number().saturating_sub(other.number())
    }

    /// The number of the day, 1 for 0001-01-01.
    fn number(self) -> i32 {
        let before = i32::from(self.year).saturating_sub(1);
        let leap_days = (before / 4).saturating_sub(before / 100).saturating_add(before / 400);
        let months: i32 = (1..self.month).map(|month| i32::from(length(self.year, month))).sum();
        let of_year = months.saturating_add(i32::from(self.day));
        before.saturating_mul(365).saturating_add(leap_days).saturating_add(of_year)
    }

    /// The day that a text probably means which gives year, month and day in another form: `2023/7/5`, `20230705`,
    /// `2023年7月5日`.
    pub(crate) fn meant(text: &str) -> Option<Self> {
        let mut parts: Vec<&str> = text.split(|letter: char| !letter.is_ascii_digit()).collect();
        parts.retain(|part| !part.is_empty());
        if let [eight] = parts.as_slice()
            && eight.len() == 8
        {
            let (year, rest) = eight.split_at(4);
            parts = [vec![year], vec![rest.split_at(2).0, rest.split_at(2).1]].concat();
        }
        let [year, month, day] = parts.as_slice() else { return None };
        if year.len() != 4 {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }
}

/// The days of a month; 0 where there is no such month.
const fn length(year: u16, month: u8) -> u8 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 0,
    }
}

impl FromStr for Date {
    type Err = NoDate;

    fn from_str(text: &str) -> Result<Self, NoDate> {
        let is_written_so = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        Self::meant(text).filter(|_| is_written_so).ok_or(NoDate)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl<'de> serde::Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(|_: NoDate| serde::de::Error::custom(format!("no day of the calendar: {text}")))
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn only_days_of_the_calendar_in_one_form_are_dates() {
        for good in ["2023-01-31", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(date(good).to_string(), good);
        }
        for bad in [
            "2023-02-29",
            "1900-02-29",
            "2023-04-31",
            "2023-13-01",
            "2023-00-10",
            "2023-01-00",
            "0000-01-01",
            "2023-1-05",
            "2023/01/05",
            "20230105",
            "2023-01-05 ",
            "+023-01-05",
            "2023-01-0５",
            "2023-01-05T00:00",
            "",
            "n/a",
        ] {
            assert_eq!(bad.parse::<Date>(), Err(NoDate), "{bad}");
        }
    }

    #[test]
    fn days_are_counted_over_leap_years() {
        // By Python: (date(...) - date(...)).days.
        for (later, earlier, days) in [
            ("2024-03-01", "2024-02-28", 2),
            ("2023-03-01", "2023-02-28", 1),
            ("2100-03-01", "2100-02-28", 1),
            ("2000-03-01", "2000-02-28", 2),
            ("2024-01-01", "2023-12-31", 1),
            ("2023-12-31", "2023-01-01", 364),
            ("9999-12-31", "0001-01-01", 3_652_058),
            ("2023-06-30", "2023-09-30", -92),
            ("2023-06-30", "2023-06-30", 0),
        ] {
            assert_eq!(date(later).days_since(date(earlier)), days, "{later} − {earlier}");
        }
        assert!(date("2023-09-30") < date("2023-10-01") && date("2023-12-31") < date("2024-01-01"));
    }

    #[test]
    fn other_forms_are_understood_for_messages() {
        for text in ["2023/7/5", "2023.07.05", "20230705", "2023年7月5日", "2023-7-5"] {
            assert_eq!(Date::meant(text), Some(date("2023-07-05")), "{text}");
        }
        for text in ["5/7/2023", "2023-07", "2023-02-30", "July", "20230230"] {
            assert_eq!(Date::meant(text), None, "{text}");
        }
    }
}
