//! JSON read exactly, with the position of every fault, and written in plain digits; independent of the domain.

mod basic;
mod encoding;
mod fields;
mod found;
pub(crate) mod keyed;
mod lines;
mod locate;
pub(crate) mod number;
mod read_back;
mod reader;
mod remarks;
pub(crate) mod syntax;
#[cfg(test)]
mod testing;
mod text_numbers;
mod value;

pub(crate) use self::basic::{Fraction, Share, choice, decimal, not_one_of, string};
pub(crate) use self::encoding::{decode, front};
pub(crate) use self::fields::{Fields, FromJson, Member, duplicate, key, list, pairs};
pub(crate) use self::keyed::{Keyed, each_member, figures};
pub(crate) use self::locate::locate_all;
pub(crate) use self::read_back::{
    BinaryNumber, InOrder, ReadNumber, expect_format, optional_decimal, read_number, read_optional,
};
pub(crate) use self::reader::Reader;
pub(crate) use self::remarks::is_remark;
pub use self::text_numbers::TextNumbers;
pub(crate) use self::value::{Json, Shape, excerpt};
