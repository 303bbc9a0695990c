internal import Files
internal import Foundation
internal import ImageCoding
package import TourBundle

/// A tour's panoramas as units of work for several machines ([CLUSTER.md](CLUSTER.md)). The same tour and settings give the same plan.
package struct BuildPlan: Sendable, Codable, Equatable {
    package static let formatVersion = 1

    package var zeitreisePlan = Self.formatVersion
    /// The tour's id.
    package var tour: String
    /// Of the program that made the plan: workers of another make other tiles.
    package var pipeline = SourceKey.pipelineVersion
    package var libraries = CodecVersions.line
    package var settings: Settings
    /// In the order of the tour, equal sources once.
    package var units: [Unit]

    /// A panorama that one process tiles.
    package struct Unit: Sendable, Codable, Equatable {
        /// The key of its source, by which its result is known.
        package var id: Digest
        /// Where the tour has it first.
        package var place: String
        package var epoch: String
        package var pictures: [Picture]
        package var tiles: Int
        /// Of the pictures.
        package var pixels: Int
        package var cores: Int
        /// What the process takes at most.
        package var memoryMib: Int
        /// By what such work took on the machine where it was measured, for limits and for dividing the work.
        package var expectedSeconds: Double
        /// Whether its result was in the store when the plan was made; nil where no store was named.
        package var done: Bool?
    }

    package struct Picture: Sendable, Codable, Equatable {
        /// As it is found from the tour's folder.
        package var path: String
        package var sha256: Digest
        package var bytes: Int64
    }
}

extension BuildPlan {
    /// - Parameter path: of a plan that `encoded` wrote.
    /// - Throws: `ClusterError`.
    package init(path: String) throws(ClusterError) {
        let json = try Self.read(path)
        let version = Mark.version(of: json)
        if let version, version > Self.formatVersion { throw .newerPlan(path: path, version: version) }
        do {
            self = try ManifestJSON.decode(Self.self, from: Array(json))
        } catch {
            throw .noPlan(path: path)
        }
        guard version == Self.formatVersion, settings.isPossible else { throw .noPlan(path: path) }
        guard pipeline == SourceKey.pipelineVersion, libraries == CodecVersions.line else {
            throw .otherProgram(path: path, theirs: "pipeline \(pipeline), \(libraries)")
        }
    }

    /// A unit by its id, or by its number from 1 on.
    ///
    /// - Throws: `ClusterError.unknownUnit`.
    package func unit(_ name: String) throws(ClusterError) -> Unit {
        if let number = Int(name), name.count < 10, units.indices.contains(number - 1) { return units[number - 1] }
        if let id = Digest(hex: name), let unit = units.first(where: { $0.id == id }) { return unit }
        throw .unknownUnit(name, count: units.count)
    }
}

// MARK: - Files

extension BuildPlan {
    /// What all versions have in common.
    private struct Mark: Decodable {
        // The name in the file.
        // swift-format-ignore: AlwaysUseLowerCamelCase
        var zeitreise_plan: Int

        static func version(of json: Data) -> Int? {
            (try? JSONDecoder().decode(Self.self, from: json))?.zeitreise_plan
        }
    }

    /// Makes sure that nothing of anybody else's is lost where a plan is written: nothing lies there, an empty file, or a plan.
    ///
    /// - Throws: `ClusterError.occupied`.
    package static func checkPlace(_ path: String) throws(ClusterError) {
        guard FileManager.default.fileExists(atPath: path) else { return }
        guard let state = FileState(path: path) else { throw .occupied(path: path) }
        guard state.size > 0 else { return }
        guard try Mark.version(of: read(path)) != nil else { throw .occupied(path: path) }
    }

    private static func read(_ path: String) throws(ClusterError) -> Data {
        do {
            return try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            var isFolder = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw .missingPlan(path: path)
            }
            guard !isFolder else { throw .noPlan(path: path) }
            let fault = SystemFault("read", path, error)
            throw .store(path: path, reason: fault?.reason ?? error.localizedDescription)
        }
    }
}
