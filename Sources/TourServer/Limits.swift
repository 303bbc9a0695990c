internal import HummingbirdCore
internal import NIOCore

/// What one connection may take.
enum Limits {
    /// A headset asks for tiles at every stop and keeps its connection in between; a dead one is given up after this.
    static let idle = Duration.seconds(75)
    /// For answers under way when the server is told to stop.
    static let shutdown = Duration.seconds(5)
    /// Browsers send about 20 fields of together 2 KB.
    static let headerBytes = 16 * 1024
    static let headerFields = 64

    static var http1: HTTP1Channel.Configuration {
        .init(
            additionalChannelHandlers: [BareAnswerHandler()],
            idleTimeout: .init(idle),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: headerBytes,
                maxHeaderListSize: headerBytes,
                maxHeaderFieldCount: headerFields
            )
        )
    }
}
