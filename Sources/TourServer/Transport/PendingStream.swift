internal import NIOCore

/// A stream of HTTP/2 that waits for somebody to take its requests. Unlike an async channel it may be dropped.
struct PendingStream: Sendable {
    private let channel: any Channel
    private let isTaken: EventLoopPromise<Void>

    /// On the event loop of the channel.
    init(_ channel: any Channel) {
        self.channel = channel
        let isTaken = channel.eventLoop.makePromise(of: Void.self)
        channel.closeFuture.whenComplete { _ in isTaken.fail(ChannelError.alreadyClosed) }
        self.isTaken = isTaken
    }

    /// Until this is done nothing is read from the stream.
    var setup: EventLoopFuture<Void> { isTaken.futureResult }

    func refuse() { isTaken.fail(ChannelError.alreadyClosed) }

    /// - Parameter requests: makes of the channel, on its event loop, what its requests are read from.
    func take(_ requests: @escaping @Sendable (any Channel) throws -> WebChannel.Requests) async throws
        -> WebChannel.Requests
    {
        try await channel.eventLoop.submit {
            let made = try requests(channel)
            isTaken.succeed()
            return made
        }.get()
    }
}
