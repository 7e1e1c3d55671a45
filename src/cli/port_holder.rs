//! Who has a port, where the system tells: on Linux, for programs of one's own. Takes a port, gives a program's name and
//! number.

use std::path::Path;

/// A program that has a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// What it is called.
    pub name: String,
    /// The number of its process.
    pub process: u32,
}

/// The program that waits for connections at a port of this machine.
pub fn port_holder(port: u16) -> Option<Holder> {
    let tables = ["/proc/net/tcp", "/proc/net/tcp6"].map(|path| std::fs::read_to_string(path).unwrap_or_default());
    let sockets: Vec<String> = tables.iter().flat_map(|table| waiting_sockets(table, port)).collect();
    let processes = std::fs::read_dir("/proc").ok()?.filter_map(Result::ok);
    let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    numbers.filter(|process| has_any(*process, &sockets)).find_map(|process| {
        let name = std::fs::read_to_string(format!("/proc/{process}/comm")).ok()?;
        Some(Holder { name: name.trim().to_owned(), process })
    })
}

/// The numbers of the sockets of a table that wait at a port.
fn waiting_sockets(table: &str, port: u16) -> Vec<String> {
    let ending = format!(":{port:04X}");
    let number = |line: &str| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let (local, state, inode) = (fields.get(1)?, fields.get(3)?, fields.get(9)?);
        (local.ends_with(&ending) && *state == "0A").then(|| format!("socket:[{inode}]"))
    };
    table.lines().filter_map(number).collect()
}

fn has_any(process: u32, sockets: &[String]) -> bool {
    let Ok(open) = std::fs::read_dir(Path::new("/proc").join(process.to_string()).join("fd")) else { return false };
    let targets = open.filter_map(Result::ok).filter_map(|entry| std::fs::read_link(entry.path()).ok());
    targets.into_iter().any(|target| sockets.iter().any(|socket| target.as_os_str() == socket.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_systems_table() {
        let table = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n   \
                     0: 0100007F:0FA0 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1\n   \
                     1: 0100007F:0FA0 0100007F:C000 01 00000000:00000000 00:00000000 00000000  1000        0 4712 1\n";
        assert_eq!(waiting_sockets(table, 4000), ["socket:[4711]"]);
        assert!(waiting_sockets(table, 4001).is_empty());
    }
}
