internal import Foundation
internal import Programs

/// A part of a bucket that speaks S3, reached by rclone: signing, retries, large files in parts and checksums are its own.
///
/// Place and keys come from the environment, as for other S3 programs: `AWS_ENDPOINT_URL`, `AWS_ACCESS_KEY_ID`,
/// `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`. No key ever stands on a command line.
package struct ResultBucket: Sendable {
    let address: String
    /// As rclone has it.
    private let root: String
    private let program: URL

    init(_ address: String) throws(ClusterError) {
        let place = address.dropFirst("s3://".count).split(separator: "/")
        guard !place.isEmpty else { throw .address(address) }
        guard let program = findProgram("rclone") else { throw .missingProgram("rclone") }
        self.address = address
        self.program = program
        root = ":s3:" + place.joined(separator: "/")
    }

    func has(_ path: String) async throws -> Bool {
        // Its folder is listed: S3 has no other way to ask for a name that asks for no bytes of it.
        try await run("lsf", "--files-only", "\(root)/\(path)").isEmpty == false
    }

    func names(below path: String) async throws -> [String] {
        try await run("lsf", "--recursive", "--files-only", "\(root)/\(path)").split(separator: "\n").map(String.init)
    }

    func put(_ file: String, as path: String) async throws {
        _ = try await run("copyto", "--ignore-times", file, "\(root)/\(path)")
    }

    func get(_ path: String, to file: String) async throws {
        _ = try await run("copyto", "--ignore-times", "\(root)/\(path)", file)
    }

    func remove(_ path: String) async throws {
        _ = try await run("deletefile", "\(root)/\(path)")
    }

    /// Of a small object.
    func bytes(_ path: String) async throws -> [UInt8] { Array(try await run("cat", "\(root)/\(path)").utf8) }

    private func run(_ arguments: String...) async throws -> String {
        let outcome = try await runProgram(program, arguments + Self.options)
        // 3 and 4: there is no such folder, or file.
        guard outcome.status == 0 || arguments[0] == "lsf" && [3, 4].contains(outcome.status) else {
            let said = String(decoding: outcome.errors.suffix(2000), as: UTF8.self)
            let line = said.split(separator: "\n").last.map(String.init) ?? "rclone ended with \(outcome.status)"
            throw ClusterError.store(path: address, reason: line)
        }
        return String(decoding: outcome.output, as: UTF8.self)
    }

    private static var options: [String] {
        let environment = ProcessInfo.processInfo.environment
        let endpoint = environment["AWS_ENDPOINT_URL"].map { ["--s3-endpoint", $0] } ?? []
        let provider = ["--s3-provider", endpoint.isEmpty ? "AWS" : "Other"]
        let region = environment["AWS_REGION"].map { ["--s3-region", $0] } ?? []
        return [
            "--config", "", "--s3-env-auth", "--s3-no-check-bucket", "--retries", "2", "--low-level-retries", "2",
            "--contimeout", "10s",
        ] + provider + endpoint
            + region
    }
}
