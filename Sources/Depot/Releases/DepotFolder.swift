internal import Foundation
package import TourBundle

/// A folder of releases: for each `TOUR-VERSION.release`, which is signed, and `TOUR-VERSION.ztour`; and `keys` with
/// statements by which keys hand on.
package struct DepotFolder: Sendable {
    package let path: String

    /// - Throws: `DepotError.noDepot` where there is no such folder.
    package init(path: String) throws(DepotError) {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder else {
            throw .noDepot(path, reason: "there is no such folder")
        }
        self.path = path
    }

    package func releaseFile(_ id: ReleaseID) -> String { "\(path)/\(id.name).release" }
    package func bundleFile(_ id: ReleaseID) -> String { "\(path)/\(id.name).ztour" }

    /// Those of which both files are there, by tour and version.
    package func releases() throws(DepotError) -> [ReleaseID] {
        let names = Set(try names(in: path))
        return names.filter { $0.hasSuffix(".release") }
            .compactMap { ReleaseID(name: $0.dropLast(".release".count)) }
            .filter { names.contains("\($0.name).ztour") }
            .sorted { ($0.tour, $0.version) < ($1.tour, $1.version) }
    }

    /// The highest version of which one of the two files is there; 0 where none is. A number that was given once may be on a bus.
    func lastVersion(of tour: String) throws(DepotError) -> Int {
        let ids = try names(in: path).compactMap { name -> ReleaseID? in
            guard let suffix = [".release", ".ztour"].first(where: name.hasSuffix) else { return nil }
            return ReleaseID(name: name.dropLast(suffix.count))
        }
        return ids.filter { $0.tour == tour }.map(\.version).max() ?? 0
    }

    /// By which a replaced release is noticed; nil unless both files are there.
    package func state(_ id: ReleaseID) -> [FileState]? {
        let states = [releaseFile(id), bundleFile(id)].compactMap { FileState(path: $0) }
        return states.count == 2 ? states : nil
    }

    /// The files in which keys hand on; what is too large to be one is left out.
    package func statements() throws(DepotError) -> [[UInt8]] {
        guard FileManager.default.fileExists(atPath: path + "/keys") else { return [] }
        return try names(in: path + "/keys").filter { $0.hasSuffix(".key") }.sorted().prefix(Self.mostStatements)
            .compactMap { read("\(path)/keys/\($0)", most: KeyStatement.mostBytes) }
    }

    private static let mostStatements = 256

    /// - Throws: `DepotError.signature` where its signature is not right, `.noDepot` where it cannot be read.
    package func release(_ id: ReleaseID) throws(DepotError) -> SignedRelease {
        let file = releaseFile(id)
        guard let bytes = read(file, most: ReleaseManifest.mostBytes) else {
            throw .noDepot(file, reason: "there is no such release, or it cannot be read")
        }
        let release = try SignedRelease(file: bytes, name: file)
        guard release.body.id == id else { throw .signature(file, "is of another release than its name says") }
        return release
    }

    private func names(in folder: String) throws(DepotError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw .noDepot(folder, reason: "the folder cannot be read: \(error.localizedDescription)")
        }
    }
}

/// Nil where a file cannot be read, or is larger than `most`.
func read(_ path: String, most: Int) -> [UInt8]? {
    guard let state = FileState(path: path), state.size <= most,
        let data = FileManager.default.contents(atPath: path), data.count <= most
    else { return nil }
    return Array(data)
}
