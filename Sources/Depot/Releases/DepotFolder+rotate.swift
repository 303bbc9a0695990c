internal import Foundation

extension DepotFolder {
    /// Has a key hand on to another.
    ///
    /// - Returns: the file written.
    /// - Throws: `DepotError.key` where one of the two has retired.
    package func rotate(from old: SigningKey, to next: VerificationKey, retiring: Bool, at second: Int)
        throws(DepotError)
        -> String
    {
        guard old.verification != next else { throw .key(next.short, "is the old key itself; name the new one") }
        let retired = try retired()
        for key in [old.verification, next] where retired.contains(key) {
            throw .key("\(key.short)…", "has retired here, and no bus follows it any more; name a key that has not")
        }
        let statement = try SignedKeyStatement(KeyStatement(next: next, retires: retiring, made: second), by: old)
        let folder = path + "/keys"
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .notWritten(folder, reason: error.localizedDescription)
        }
        let file = "\(folder)/\(old.verification.short)-\(next.short).key"
        try writeWhole(statement.file, to: file)
        return file
    }

    /// Keys that have said of themselves that they sign no more.
    package func retired() throws(DepotError) -> Set<VerificationKey> {
        let said = try statements().compactMap { try? SignedKeyStatement(file: $0, name: "statement") }
        return Set(said.filter { $0.body.retires && $0.body.next != $0.key }.map(\.key))
    }

    /// The newest releases of their tours that no bus takes, for their keys have retired: by tour.
    package func withRetiredKeys() throws(DepotError) -> [ReleaseID] {
        let retired = try retired()
        let newest = Dictionary(try releases().map { ($0.tour, $0) }) { _, later in later }
        return newest.values.filter { id in (try? release(id)).map { retired.contains($0.key) } ?? false }
            .sorted { $0.tour < $1.tour }
    }
}
