/// The drives' records: the one that is on, and the last ones before.
///
/// A drive begins with the first scene that is shown, or trigger that is missed. It ends at the guide's order, with the
/// machine's run, or with the tour. What a restart brings back begins none.
package struct DriveLog: Sendable, Equatable, Codable {
    package private(set) var present: DriveRecord?
    /// The latest first.
    package private(set) var ended: [DriveRecord] = []
    /// When each headset was heard last.
    private var heard: [String: Double] = [:]

    /// A day's tours; more are written with every order.
    package static let mostEnded = 4

    package init() {}

    private enum CodingKeys: String, CodingKey {
        case present, ended
    }
}

extension DriveLog {
    /// - Parameter areOff: whether headsets are off.
    mutating func show(_ scene: SceneID, _ reason: String, progress: Double?, areOff: Bool, at time: Double) {
        if present == nil {
            guard reason != DriveRecord.byRestart else { return }
            begin(areOff: areOff, at: time)
        }
        present?.end(.scene, at: time)
        present?.add(.scene, at: time) { entry in
            (entry.place, entry.epoch, entry.reason) = (scene.place, scene.epoch, reason)
            entry.progressM = progress
        }
    }

    /// Nothing is shown any more.
    mutating func stop(at time: Double) { present?.end(.scene, at: time) }

    mutating func miss(_ place: String, _ reason: String, progress: Double?, areOff: Bool, at time: Double) {
        if present == nil { begin(areOff: areOff, at: time) }
        present?.add(.missed, at: time) { ($0.place, $0.reason, $0.progressM) = (place, reason, progress) }
    }

    mutating func headsetsOff(_ isOff: Bool, at time: Double) {
        if !isOff, present?.end(.headsetsOff, at: time) == true { expectAll(at: time) }
        if isOff, present?.isOpen(.headsetsOff) == false { present?.add(.headsetsOff, at: time) }
    }

    mutating func beginAnew(at time: Double) {
        guard var record = present else { return }
        record.close(at: time)
        ended = Array(([record] + ended).prefix(Self.mostEnded))
        present = nil
    }

    private mutating func begin(areOff: Bool, at time: Double) {
        present = DriveRecord(at: time)
        headsetsOff(areOff, at: time)
        for (headset, last) in heard where last > time - LiveConstants.presenceSeconds { present?.takesPart(headset) }
    }
}

// MARK: - Headsets

extension DriveLog {
    /// - Returns: whether it had dropped out.
    mutating func hear(_ headset: String, at time: Double) -> Bool {
        heard[headset] = time
        guard present != nil else { return false }
        present?.takesPart(headset)
        return present?.end(.dropOut, headset: headset, at: time) ?? false
    }

    /// - Returns: whether one has dropped out.
    mutating func look(at time: Double) -> Bool {
        // Headsets that are put down at the guide's word have not dropped out.
        guard let present, !present.isOpen(.headsetsOff) else { return false }
        let silent = heard.filter { $0.value <= time - LiveConstants.presenceSeconds }
        var isNew = false
        for (headset, last) in silent.sorted(by: { $0.key < $1.key }) {
            heard[headset] = nil
            guard present.headsets.contains(headset) else { continue }
            self.present?.add(.dropOut, at: last) { $0.headset = headset }
            isNew = true
        }
        return isNew
    }

    /// It has enrolled anew, and goes by another id from now on.
    mutating func rename(_ headset: String, _ id: String) {
        heard[id] = heard.removeValue(forKey: headset)
        present?.rename(headset, id)
        for index in ended.indices { ended[index].rename(headset, id) }
    }

    /// It is no longer enrolled, which is no drop-out.
    mutating func forget(_ headset: String, at time: Double) {
        heard[headset] = nil
        present?.end(.dropOut, headset: headset, at: time)
    }
}

// MARK: - Keeping

extension DriveLog {
    /// With the dates of all beginnings.
    ///
    /// - Parameter offset: what must be added to the server's clock for seconds since 1970.
    package func dated(_ offset: Double) -> Self {
        var log = self
        log.present?.date(offset)
        for index in log.ended.indices { log.ended[index].date(offset) }
        return log
    }

    /// Who took part is heard again soon, or has dropped out: after headsets were off, and after the process was started
    /// anew in the same run of the machine.
    mutating func expectAll(at time: Double) {
        guard let present else { return }
        for headset in present.headsets where !present.isOpen(.dropOut, headset: headset) { heard[headset] = time }
    }

    /// Records with figures that no drive has.
    mutating func dropDamaged() {
        if present?.isPlausible == false { present = nil }
        ended.removeAll { !$0.isPlausible }
    }

    /// After the machine was off, when its clock counted differently.
    mutating func end(at time: Double) {
        beginAnew(at: time)
        for index in ended.indices { ended[index].begunS = nil }
    }
}

extension DriveRecord {
    fileprivate mutating func date(_ offset: Double) {
        if begunUnixS == nil { begunUnixS = begunS.map { $0 + offset } }
    }
}
