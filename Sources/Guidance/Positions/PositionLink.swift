import Glibc

/// An open connection to gpsd or to a receiver's device. Not for two threads at once.
struct PositionLink: Sendable {
    private static let connectMilliseconds: Int32 = 3_000

    private let descriptor: Int32
    private let name: String

    init(_ address: PositionAddress) throws(PositionFault) {
        switch address {
        case .gpsd(let host, let port):
            name = "gpsd at \(host):\(port)"
            descriptor = try Self.connect(host, port, name)
            try greet()
        case .nmea(let path), .replay(let path, _, _):
            name = path
            descriptor = try Self.open(path)
        }
    }

    func close() { _ = Glibc.close(descriptor) }

    /// What has come; empty where nothing came in the time given.
    func read(milliseconds: Int32) throws(PositionFault) -> [UInt8] {
        guard try Self.wait(descriptor, for: POLLIN, milliseconds, name) else { return [] }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = unsafe Glibc.read(descriptor, &bytes, bytes.count)
        guard count > 0 else {
            if count < 0, errno == EAGAIN || errno == EINTR { return [] }
            throw count == 0 ? PositionFault("\(name) has closed the connection") : .system(name)
        }
        return Array(bytes[..<count])
    }

    private func greet() throws(PositionFault) {
        let count = unsafe send(descriptor, GPSDReader.watch, GPSDReader.watch.count, Int32(MSG_NOSIGNAL))
        guard count == GPSDReader.watch.count else {
            defer { close() }
            throw .system(name)
        }
    }

    /// Whether it is ready in time.
    private static func wait(
        _ descriptor: Int32,
        for events: Int32,
        _ milliseconds: Int32,
        _ name: String
    ) throws(PositionFault) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(events), revents: 0)
        let ready = unsafe poll(&request, 1, milliseconds)
        guard ready >= 0 || errno == EINTR else { throw .system(name) }
        return ready > 0
    }
}

// MARK: - gpsd

extension PositionLink {
    private static func connect(_ host: String, _ port: Int, _ name: String) throws(PositionFault) -> Int32 {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found = unsafe hints.ai_next
        let status = unsafe getaddrinfo(host, String(port), &hints, &found)
        guard status == 0 else { throw PositionFault("\(name): \(unsafe String(cString: gai_strerror(status)))") }
        defer { unsafe freeaddrinfo(found) }
        var fault = PositionFault("\(name): no address")
        var next = unsafe found
        while let entry = unsafe next {
            do throws(PositionFault) {
                return try unsafe connect(entry.pointee, name)
            } catch {
                fault = error
            }
            unsafe next = entry.pointee.ai_next
        }
        throw fault
    }

    private static func connect(_ entry: addrinfo, _ name: String) throws(PositionFault) -> Int32 {
        let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = unsafe socket(entry.ai_family, entry.ai_socktype | flags, entry.ai_protocol)
        guard descriptor >= 0 else { throw .system(name) }
        do throws(PositionFault) {
            let isConnected = unsafe Glibc.connect(descriptor, entry.ai_addr, entry.ai_addrlen) == 0
            guard isConnected || errno == EINPROGRESS else { throw .system(name) }
            guard try wait(descriptor, for: POLLOUT, connectMilliseconds, name) else {
                throw PositionFault("\(name) does not answer")
            }
            var status: Int32 = 0
            var size = socklen_t(MemoryLayout<Int32>.size)
            _ = unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &status, &size)
            errno = status
            guard status == 0 else { throw .system(name) }
            keepAlive(descriptor)
            return descriptor
        } catch {
            _ = Glibc.close(descriptor)
            throw error
        }
    }
}

extension PositionLink {
    /// Idle seconds, seconds between questions, questions: a computer that was switched off is noticed after 20 s. Nothing
    /// else tells, for after the greeting nothing is sent to it.
    private static let keepAliveOptions: [(name: Int32, value: Int32)] = [
        (TCP_KEEPIDLE, 5), (TCP_KEEPINTVL, 5), (TCP_KEEPCNT, 3),
    ]

    private static func keepAlive(_ descriptor: Int32) {
        set(1, for: SO_KEEPALIVE, of: SOL_SOCKET, descriptor)
        for option in keepAliveOptions { set(option.value, for: option.name, of: Int32(IPPROTO_TCP), descriptor) }
    }

    private static func set(_ value: Int32, for option: Int32, of level: Int32, _ descriptor: Int32) {
        var value = value
        _ = unsafe setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }
}

// MARK: - A device

extension PositionLink {
    private static func open(_ path: String) throws(PositionFault) -> Int32 {
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(path) }
        // A terminal's line discipline would wait for line ends and change bytes. The speed is left as it is set.
        var settings = termios()
        if unsafe tcgetattr(descriptor, &settings) == 0 {
            unsafe cfmakeraw(&settings)
            _ = unsafe tcsetattr(descriptor, TCSANOW, &settings)
        }
        return descriptor
    }
}
