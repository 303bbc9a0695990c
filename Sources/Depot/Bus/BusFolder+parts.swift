internal import Foundation
internal import TourBundle

extension BusFolder {
    /// Throws away what of a release is not whole.
    func discardPart(of id: ReleaseID) {
        BundleIntake.remove(at: partialFile(id))
        for part in largeParts(of: id) { unsafe unlink("\(releases)/\(part.file)") }
    }

    func partFile(_ digest: Digest, of id: ReleaseID) -> String { "\(releases)/\(id.name).\(digest).part" }

    /// Bytes of large files that have come in part.
    func partBytes(of id: ReleaseID) -> Int {
        largeParts(of: id).reduce(0) { $0 + Int(FileState(path: "\(releases)/\($1.file)")?.size ?? 0) }
    }

    /// Other releases of the same tour that were begun and never became whole.
    func begun(besides id: ReleaseID) -> [ReleaseID] {
        let ids = files(in: releases).filter { $0.hasSuffix(".partial") || $0.hasSuffix(".part") }
            .compactMap { file in file.firstIndex(of: ".").flatMap { ReleaseID(name: file[..<$0]) } }
        return Set(ids).filter { $0.tour == id.tour && $0 != id }.sorted { $0.version > $1.version }
    }

    /// Has a release go on with large files of which another one, never finished, has brought a part.
    func adoptParts(of other: ReleaseID, for id: ReleaseID, _ wanted: Set<Digest>) {
        for part in largeParts(of: other) where wanted.contains(part.digest) && !exists(partFile(part.digest, of: id)) {
            unsafe rename("\(releases)/\(part.file)", partFile(part.digest, of: id))
        }
    }

    private func largeParts(of id: ReleaseID) -> [(file: String, digest: Digest)] {
        files(in: releases).compactMap { file in
            guard file.hasPrefix("\(id.name)."), file.hasSuffix(".part") else { return nil }
            return Digest(hex: file.dropFirst(id.name.count + 1).dropLast(".part".count)).map { (file, $0) }
        }
    }

    /// Bundles in which a release's blobs may lie: of the same tour first.
    func neighbours(of tour: String) -> [BundleReader] {
        let own = bundles(tour).reversed().map(bundleFile)
        let foreign = exists(linkFile(tour)) && current(tour) == nil ? [linkFile(tour)] : []
        let others = installed().filter { $0.tour != tour }.map(bundleFile)
        return (own + foreign + others).compactMap { try? BundleReader(path: $0) }
    }
}
