//! The language that the command line asks for, of which one follows the locale.

use super::Lang;

/// The values of `--lang`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Asked {
    /// English
    En,
    /// Chinese (names from `name_zh` where the document gives one)
    Zh,
    /// That of the locale: Chinese where `LC_ALL`, `LC_MESSAGES` or `LANG`, the first that is set, begins with zh
    Auto,
}

/// The parser of `--lang`.
pub(crate) fn parser() -> impl clap::builder::TypedValueParser<Value = Lang> {
    use clap::builder::{EnumValueParser, TypedValueParser};
    EnumValueParser::<Asked>::new().map(|asked| match asked {
        Asked::En => Lang::En,
        Asked::Zh => Lang::Zh,
        Asked::Auto => of_locale(["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| std::env::var(name).ok())),
    })
}

/// The language of a locale: that of the first variable that is set and not empty.
fn of_locale(variables: [Option<String>; 3]) -> Lang {
    let first = variables.into_iter().flatten().find(|locale| !locale.is_empty());
    if first.is_some_and(|locale| locale.to_lowercase().starts_with("zh")) { Lang::Zh } else { Lang::En }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let lang = |variables: [&str; 3]| of_locale(variables.map(|text| Some(text.to_owned())));
        assert_eq!(lang(["", "", "zh_CN.UTF-8"]), Lang::Zh);
        assert_eq!(lang(["C", "", "zh_CN.UTF-8"]), Lang::En);
        assert_eq!(lang(["", "ZH", "en_GB.UTF-8"]), Lang::Zh);
        assert_eq!(of_locale([None, None, None]), Lang::En);
    }
}
