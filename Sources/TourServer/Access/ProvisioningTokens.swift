internal import TourBundle

/// What headsets are given at the depot, so that they need no approval on the bus.
package struct ProvisioningTokens: Sendable, Equatable {
    private let digests: Set<Digest>

    private static let shortest = 32

    package init(_ tokens: [String] = []) { digests = Set(tokens.map(SecretToken.digest)) }

    /// Reads a file with a token a line, such as `openssl rand -hex 32` writes.
    package static func read(_ path: String) throws(AccessFileError) -> Self {
        let lines = try AccessFile.lines(path)
        for (number, text) in lines where text.utf8.count < shortest || text.contains(" ") {
            throw AccessFileError(
                "\(path):\(number): no token of at least \(shortest) characters; make one with 'openssl rand -hex 32'"
            )
        }
        guard !lines.isEmpty else {
            throw AccessFileError("\(path): there is no token in it; make one with 'openssl rand -hex 32'")
        }
        return Self(lines.map(\.text))
    }

    package func contains(_ token: String) -> Bool { digests.contains(SecretToken.digest(of: token)) }
}
