internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import ServiceLifecycle
internal import TourBundle

/// The live state as server-sent events: whole snapshots, the latest wins, and a ping where there is nothing new.
///
/// Whatever `Last-Event-ID` a client brings, it gets the whole present state first, for there is nothing else to resume.
struct EventStream: Sendable {
    /// What this client has heard last.
    private struct Told {
        var state = -1
        var headsets = -1
        var controls: GuideControls?
    }

    private let live: LiveTour
    private let visitor: Visitor
    private let subscription: StateBroadcast.Subscription

    /// `nil` where too many listen already.
    ///
    /// - Parameters:
    ///   - source: the address of the visitor's device.
    ///   - most: that one device of a stranger may have; 0 is no limit.
    init?(_ live: LiveTour, _ visitor: Visitor, source: String, most: Int) {
        // Where nobody leads, everybody may enrol, and that is no distinction.
        let isOurs = visitor != .guest && !live.access.settings.guides.isEmpty
        guard let subscription = live.broadcast.subscribe(stranger: isOurs ? nil : source, most: most)
        else { return nil }
        (self.live, self.visitor, self.subscription) = (live, visitor, subscription)
    }

    static var fields: HTTPFields {
        var fields = HTTPFields.security
        fields[.contentType] = "text/event-stream"
        fields[.cacheControl] = "no-store"
        return fields
    }

    var response: Response { Response(status: .ok, headers: Self.fields, body: .init { try await write(to: &$0) }) }

    /// Until the client is gone, may not listen any more, or the server stops.
    @concurrent
    private func write(to writer: inout any ResponseBodyWriter) async throws {
        count(+1)
        defer { count(-1) }
        var told = Told()
        for await _ in subscription.wakes.cancelOnGracefulShutdown() {
            guard live.access.knows(visitor) else { break }
            try await writer.write(news(&told))
        }
        try await writer.finish(nil)
    }

    private func news(_ told: inout Told) -> ByteBuffer {
        let latest = live.broadcast.latest
        var news = ByteBuffer()
        if told.state < 0 { news.writeString("retry: 500\n\n") }
        if latest.revision != told.state {
            news.writeString("id: \(latest.revision)\nevent: state\ndata: ")
            news.writeImmutableBuffer(latest.state)
            news.writeString("\n\n")
        }
        // Right after the start the list has not been made yet.
        if isGuide, latest.headsetsRevision != told.headsets, latest.headsets.readableBytes > 0 {
            news.writeString("event: headsets\ndata: ")
            news.writeImmutableBuffer(latest.headsets)
            news.writeString("\n\n")
        }
        if case .guide(let token) = visitor, let controls = live.access.controls(of: token), controls != told.controls,
            let json = try? ManifestJSON.encode(controls)
        {
            news.writeString("event: session\ndata: ")
            news.writeBytes(json)
            news.writeString("\n\n")
            told.controls = controls
        }
        if news.readableBytes == 0 {
            news.writeString("event: ping\ndata: {\"server_time_s\":\(live.clock.now)}\n\n")
        }
        (told.state, told.headsets) = (latest.revision, latest.headsetsRevision)
        return news
    }

    private var isGuide: Bool { if case .guide = visitor { true } else { false } }

    private func count(_ step: Int) {
        guard case .headset(let headset) = visitor else { return }
        live.apply { state, time in state.headset(headset, streams: step, at: time) }
    }
}
