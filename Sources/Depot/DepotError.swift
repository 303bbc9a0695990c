/// Why something cannot be released, synced or reported.
package enum DepotError: Error, Equatable {
    case key(String, String)
    case inTheWay(String)
    /// A signed file and what is wrong with it.
    case signature(String, String)
    case noDepot(String, reason: String)
    /// What a bus must not take: never worth a retry with the same depot.
    case refused(release: String, reason: String)
    /// A release whose bundle is not the signed one.
    case otherContent(String, reason: String)
    case nothingToRollBack(String)
    case source(String)
    /// What answers at this address proves its name by nobody whom this bus trusts.
    case untrusted(String)
    /// The depot cannot be reached, or what comes from it is damaged: passing.
    case unreachable(String, reason: String)
    case noSpace(folder: String, neededBytes: Int, freeBytes: Int)
    case busy(String)
    case noFolder(String, reason: String)
    case notWritten(String, reason: String)
}

extension DepotError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .key(let path, let fault): "\(path): \(fault)"
        case .inTheWay(let path): "\(path): is there already, and a key is never overwritten; give another name"
        case .signature(let name, let fault): "\(name): \(fault); copy it from the depot again, or sign it anew"
        case .noDepot(let path, let reason):
            "\(path): \(reason); name a folder that 'zeitreise release sign --depot' made, or the address of one served"
        case .refused(let release, let reason): "\(release): refused: \(reason)"
        case .otherContent(let name, let reason):
            "\(name): is not the bundle that was signed: \(reason); copy it from the depot again, or sign it anew"
        case .nothingToRollBack(let tour):
            "\(tour): there is no other release to go back to; only what was installed before is kept"
        case .source(let text):
            "'\(text)' is no depot; write http://HOST:PORT, https://HOST:PORT or file:///FOLDER"
        case .untrusted(let source):
            // The library that judges it knows no addresses in an authority's constraints, which ours have.
            "\(source): its certificate is not trusted here; name its authority with --authority, call it by a name that the "
                + "certificate has, and have that made for host names alone: 'zeitreise certificate create HOST', no address"
        case .unreachable(let source, let reason):
            "\(source): \(reason); what has come so far is kept, and the next sync goes on there"
        case .noSpace(let folder, let needed, let free):
            "\(folder): too little space: \(mebibytes(needed)) needed, \(mebibytes(free)) free; make room"
        case .busy(let path): "\(path): another sync is at work; wait until that has ended"
        case .noFolder(let path, let reason): "\(path): cannot be made: \(reason); name another folder with --to"
        case .notWritten(let path, let reason): "\(path): cannot be written: \(reason); check its rights and free space"
        }
    }
}

private func mebibytes(_ bytes: Int) -> String { "\((bytes + (1 << 20) - 1) >> 20) MiB" }
