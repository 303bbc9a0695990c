internal import Files
internal import Foundation
package import TourBundle

/// Where workers put results, each a file named by its unit's id: `results/AB/ABCD….tiles`, and what they say of units that can have
/// none: `faults/AB/ABCD….json`. A file appears whole or not at all.
package enum ResultStore: Sendable {
    case folder(String)
    case bucket(ResultBucket)

    /// - Parameter address: a folder, `file:///FOLDER`, or `s3://BUCKET/PREFIX`.
    /// - Throws: `ClusterError.address`, or `.missingProgram`.
    package init(_ address: String) throws(ClusterError) {
        if address.hasPrefix("s3://") {
            self = .bucket(try ResultBucket(address))
        } else if address.hasPrefix("file://") {
            let path = String(address.dropFirst("file://".count))
            guard path.hasPrefix("/"), let path = path.removingPercentEncoding else { throw .address(address) }
            self = .folder(path)
        } else if address.isEmpty || address.contains("://") {
            throw .address(address)
        } else {
            self = .folder(address)
        }
    }

    /// As people write it.
    package var name: String {
        switch self {
        case .folder(let path): path
        case .bucket(let bucket): bucket.address
        }
    }

    /// Makes sure that results can go there, before work is done for them.
    ///
    /// - Throws: `ClusterError.noStore`.
    func check() throws(ClusterError) {
        guard case .folder(let path) = self else { return }
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder else { return }
        throw .noStore(path: path)
    }

    /// Of a unit's result, below the store.
    static func path(of unit: Digest) -> String { "results/\(unit.hex.prefix(2))/\(unit).tiles" }

    /// - Throws: `ClusterError.store`, as all others here.
    package func has(_ unit: Digest) async throws -> Bool {
        switch self {
        case .folder(let path): FileState(path: "\(path)/\(Self.path(of: unit))") != nil
        case .bucket(let bucket): try await bucket.has(Self.path(of: unit))
        }
    }

    /// The units whose results are there.
    package func units() async throws -> Set<Digest> { try await units(below: "results", ending: ".tiles") }

    /// By whose ids files are named.
    func units(below folder: String, ending: String) async throws -> Set<Digest> {
        let names =
            switch self {
            case .folder(let path): try fileNames(in: path, below: folder)
            case .bucket(let bucket): try await bucket.names(below: folder)
            }
        return Set(
            names.compactMap { name in
                guard let file = name.split(separator: "/").last, file.hasSuffix(ending) else { return nil }
                return Digest(hex: file.dropLast(ending.count))
            }
        )
    }

    /// Copies a finished file into the store, as a unit's result.
    func put(_ file: String, as unit: Digest) async throws { try await put(file, at: Self.path(of: unit)) }

    func put(_ file: String, at name: String) async throws {
        switch self {
        case .folder(let path): try copyFile(file, to: "\(path)/\(name)")
        case .bucket(let bucket): try await bucket.put(file, as: name)
        }
    }

    /// Hands a result to `body` as a file that is there as long as that runs.
    func with<Result>(_ unit: Digest, body: (_ path: String) throws -> Result) async throws -> Result {
        switch self {
        case .folder(let path): return try body("\(path)/\(Self.path(of: unit))")
        case .bucket(let bucket):
            let scratch = try UnitScratch(unit)
            try await bucket.get(Self.path(of: unit), to: scratch.path)
            return try body(scratch.path)
        }
    }

    func remove(_ unit: Digest) async throws {
        switch self {
        case .folder(let path): unsafe unlink("\(path)/\(Self.path(of: unit))")
        case .bucket(let bucket): try await bucket.remove(Self.path(of: unit))
        }
    }
}

/// - Throws: `ClusterError.store` where the store itself is not there: an empty one and one that is not mounted are two things.
private func fileNames(in store: String, below folder: String) throws(ClusterError) -> [String] {
    let manager = FileManager.default
    do {
        guard try manager.contentsOfDirectory(atPath: store).contains(folder) else { return [] }
        return try manager.contentsOfDirectory(atPath: "\(store)/\(folder)").flatMap {
            try manager.contentsOfDirectory(atPath: "\(store)/\(folder)/\($0)")
        }
    } catch {
        let fault = SystemFault("read", store, error)
        guard fault?.code != ENOTDIR else { throw .noStore(path: store) }
        throw .store(path: store, reason: fault?.reason ?? error.localizedDescription)
    }
}
