//! Whether the system tells of changes where a folder lies: not where files are another machine's. Takes a path, gives the
//! kind of file system; opens nothing.

use std::path::Path;

/// Kinds of file systems that say nothing of what others change on them, by the numbers that Linux gives them.
#[cfg(target_os = "linux")]
const SILENT: &[(u64, &str)] = &[
    (0x6969, "NFS"),
    (0x517B, "SMB"),
    (0xFE53_4D42, "SMB"),
    (0xFF53_4D42, "CIFS"),
    (0x0102_1997, "9P"),
    (0x6573_5546, "FUSE"),
    (0x786F_4256, "VirtualBox shared folder"),
    (0x5346_4846, "Windows drive"),
    (0x564C, "NCP"),
    (0x6B41_4653, "AFS"),
    (0x5346_414F, "AFS"),
    (0x0BAD_BABE, "CephFS"),
    (0x00C3_6400, "CephFS"),
];

/// The kind of file system of a path, if it is one that tells nothing of what others change on it.
#[cfg(target_os = "linux")]
pub fn silent_mount(path: &Path) -> Option<&'static str> {
    silent_kind(rustix::fs::statfs(path).ok()?.f_type)
}

#[cfg(target_os = "linux")]
fn silent_kind(number: impl TryInto<i64>) -> Option<&'static str> {
    // Where the number is signed and small, the upper half is filled up.
    let number = number.try_into().ok()?.cast_unsigned() & 0xFFFF_FFFF;
    SILENT.iter().find(|(known, _)| *known == number).map(|(_, name)| *name)
}

/// Other systems tell of changes wherever they can.
#[cfg(not(target_os = "linux"))]
pub fn silent_mount(_path: &Path) -> Option<&'static str> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_known_and_a_disk_is_none() {
        assert_eq!(silent_kind(0x6969_i64), Some("NFS"));
        assert_eq!(silent_kind(-0x00AC_B2BE_i64), Some("CIFS"));
        assert_eq!(silent_kind(0xEF53_i64), None);
        assert_eq!(silent_mount(Path::new("/proc")), None);
    }
}
