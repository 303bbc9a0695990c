/// What was shown on a drive, where and for how long, and what was not: no names, nothing that was said.
package struct DriveRecord: Sendable, Equatable, Codable {
    package struct Entry: Sendable, Equatable, Codable {
        package enum Kind: String, Sendable, Codable {
            /// Pauses count.
            case scene
            /// A trigger that went by without its place being shown.
            case missed
            /// A headset that took part was not heard for longer than `LiveConstants.presenceSeconds`.
            case dropOut = "drop_out"
            case headsetsOff = "headsets_off"
        }

        package let kind: Kind
        /// Since the drive began.
        package let atS: Double
        /// `nil` while it lasts, and for what is a moment.
        package internal(set) var seconds: Double?
        package internal(set) var place: String?
        package internal(set) var epoch: String?
        /// Why it was shown or not: the code of a guidance event's reason, or `byRestart`.
        package internal(set) var reason: String?
        package internal(set) var progressM: Double?
        /// Its id.
        package internal(set) var headset: String?

        init(_ kind: Kind, atS: Double) { (self.kind, self.atS) = (kind, atS) }
    }

    package static let byGuide = "guide"
    package static let byRestart = "restart"
    /// Of each kind; far more than a drive has, and little enough to be written with every order.
    package static let mostOfAKind = 150

    /// On the server's clock; `nil` after the machine's run in which that counted.
    package internal(set) var begunS: Double?
    /// Seconds since 1970 at its beginning, by the machine's date, which may be wrong; `nil` before it was kept.
    package internal(set) var begunUnixS: Double?
    /// How long it has lasted; `nil` while it does.
    package internal(set) var seconds: Double?
    /// By their beginning.
    package private(set) var entries: [Entry] = []
    /// Entries for which there was no room.
    package private(set) var untold = 0
    /// Ids of those that took part.
    package private(set) var headsets: Set<String> = []

    init(at time: Double) { begunS = time }
}

extension DriveRecord {
    /// Whether each time and place could be one: three centuries, or further than any road.
    var isPlausible: Bool {
        func isOne(_ figure: Double?) -> Bool { abs(figure ?? 0) < 1e10 }
        return isOne(begunS) && isOne(begunUnixS) && isOne(seconds)
            && entries.allSatisfy { isOne($0.atS) && isOne($0.seconds) && isOne($0.progressM) }
    }

    func seconds(at time: Double) -> Double { max(time - (begunS ?? time), 0) }

    mutating func add(_ kind: Entry.Kind, at time: Double, _ fill: (inout Entry) -> Void = { _ in }) {
        guard entries.count(where: { $0.kind == kind }) < Self.mostOfAKind else { return untold += 1 }
        var entry = Entry(kind, atS: seconds(at: time))
        fill(&entry)
        // What is found out late began earlier.
        let place = entries.lastIndex { $0.atS <= entry.atS }.map { $0 + 1 } ?? 0
        entries.insert(entry, at: place)
    }

    /// - Returns: whether something of the kind lasted.
    @discardableResult
    mutating func end(_ kind: Entry.Kind, headset: String? = nil, at time: Double) -> Bool {
        guard let index = open(kind, headset) else { return false }
        entries[index].seconds = max(seconds(at: time) - entries[index].atS, 0)
        return true
    }

    func isOpen(_ kind: Entry.Kind, headset: String? = nil) -> Bool { open(kind, headset) != nil }

    private func open(_ kind: Entry.Kind, _ headset: String?) -> Int? {
        entries.lastIndex { $0.kind == kind && $0.kind != .missed && $0.seconds == nil && $0.headset == headset }
    }

    mutating func takesPart(_ headset: String) {
        // No bus has more seats.
        if headsets.count < LiveConstants.mostHeadsets { headsets.insert(headset) }
    }

    mutating func rename(_ headset: String, _ id: String) {
        if headsets.remove(headset) != nil { headsets.insert(id) }
        for index in entries.indices where entries[index].headset == headset { entries[index].headset = id }
    }

    /// What still lasts ends with the drive; a headset that did not come back stays away.
    mutating func close(at time: Double) {
        seconds = seconds(at: time)
        end(.scene, at: time)
        end(.headsetsOff, at: time)
    }
}
