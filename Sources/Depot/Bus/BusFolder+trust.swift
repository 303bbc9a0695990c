internal import Foundation
internal import TourBundle

extension BusFolder {
    var trustFile: String { path + "/.trust" }

    /// Nil where none is kept yet.
    ///
    /// - Throws: `DepotError.key` where the file is damaged: it must not be taken for missing.
    package func trust() throws(DepotError) -> BusTrust? {
        guard exists(trustFile) else { return nil }
        guard let trust = Self.readTrust(trustFile) else {
            throw .key(trustFile, "cannot be read; delete it, and name the depot's key again with --key")
        }
        return trust
    }

    func keep(_ trust: BusTrust) throws(DepotError) {
        guard let json = try? ManifestJSON.encode(trust) else { throw .notWritten(trustFile, reason: "no JSON") }
        try writeWhole(json, to: trustFile)
    }

    /// Of the folder in whose `.releases` a bundle lies.
    static func trust(aroundBundle file: String) -> BusTrust? {
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
        guard folder.lastPathComponent == ".releases" else { return nil }
        return readTrust(folder.deletingLastPathComponent().path + "/.trust")
    }

    private static func readTrust(_ path: String) -> BusTrust? {
        read(path, most: 1 << 20).flatMap { try? ManifestJSON.decode(BusTrust.self, from: $0) }
    }

    /// The bus's own key, made when it is first asked for.
    package func ownKey() throws(DepotError) -> SigningKey {
        let file = path + "/.bus.key"
        return exists(file) ? try SigningKey(path: file) : try SigningKey.make(at: file)
    }
}
