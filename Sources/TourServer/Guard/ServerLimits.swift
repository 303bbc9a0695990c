internal import Glibc

/// What one connection, one device and all together may take of the server.
package struct ServerLimits: Sendable {
    /// For TLS to be agreed on.
    package var handshake = Duration.seconds(5)
    /// For a request's head, from the connection or its first byte on.
    package var head = Duration.seconds(10)
    /// For a request's body, whole.
    package var body = Duration.seconds(20)
    /// A headset asks for tiles at every stop and keeps its connection in between; a dead one is given up after this.
    package var idle = Duration.seconds(75)
    /// Within each such time a client that is owed an answer must take `minimumRate` times it; slower ones are cut off.
    package var rateWindow = Duration.seconds(20)
    /// Bytes a second.
    package var minimumRate = 8 * 1024
    /// How often deadlines are looked at.
    package var tick = Duration.seconds(1)
    /// For answers under way when the server is told to stop. Connections that still linger then take up to 2 s more.
    package var shutdown = Duration.seconds(3)

    /// Open at once, of all devices together.
    package var connections = 2048
    /// Of these, kept free for devices that the server has recognised: enrolled headsets and the guide's.
    package var reservedConnections = 512
    /// Of one device that it has not recognised; 0 is no limit. A browser opens six.
    package var connectionsPerSource = 64
    /// On average, of one device that it has not recognised; 0 is no limit. A headset asks for 126 tiles at a new scene.
    package var requestsPerSecond = 500
    /// What such a device may ask for at once after a rest.
    package var requestBurst = 2000

    /// Browsers send about 20 fields of together 2 KB.
    package var headerBytes = 16 * 1024
    package var headerFields = 64
    /// A report or a command has less than 2 KB.
    package var bodyBytes = 64 * 1024
    /// Of tiles and media in memory.
    package var cacheBytes = 128 << 20

    package init() {}

    /// With no more connections than the system gives this process files, after asking for as many as it may have. Some
    /// stay for the bundle, the log and what else is open.
    package func withinSystemLimits() -> Self {
        var files = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files) == 0 else { return self }
        files.rlim_cur = files.rlim_max
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files)
        let most = Int(clamping: files.rlim_cur) - 64
        guard most < connections else { return self }
        var limits = self
        limits.connections = max(most, 16)
        limits.reservedConnections = limits.connections / 4
        return limits
    }
}
