package import Tour

/// Which headset has which seat, which are handed out, and what has become of them. A value without I/O and clock.
///
/// Headsets go by their number: it is what is written on them, and stays when one enrols anew under its name.
package struct Fleet: Sendable {
    package struct Standing: Sendable, Equatable, Codable {
        package var seat: String?
        package var isOut = false
        package var isCleaned = false
        package var isCharged = false

        package init() {}
    }

    package struct Saved: Sendable, Equatable, Codable {
        package var standings: [Int: Standing]
        package var lastEntry: Int
    }

    /// Without one there are no seats.
    package let plan: SeatPlan?
    package private(set) var standings: [Int: Standing] = [:]
    /// Those that are not in the file yet.
    package private(set) var entries: [HandoverEntry] = []
    private var lastEntry = 0

    /// More are not held back for a disk that takes none.
    static let mostUnsaved = 10_000

    package init(plan: SeatPlan?) { self.plan = plan }

    package subscript(number: Int) -> Standing { standings[number] ?? Standing() }

    package var saved: Saved { Saved(standings: standings, lastEntry: lastEntry) }

    /// Seats that the plan does not have, or no longer lets anybody sit on, are left.
    package mutating func restore(_ saved: Saved) {
        (standings, lastEntry) = (saved.standings, saved.lastEntry)
        guard let plan else { return }
        let usable = Set(plan.usable)
        for (number, standing) in standings where standing.seat.map({ !usable.contains($0) }) ?? false {
            standings[number]?.seat = nil
        }
    }

    /// The file's log has entries up to this one: those that are not in it yet come after them.
    package mutating func goOn(after last: Int) {
        let shift = last + 1 - (entries.first?.id ?? lastEntry + 1)
        guard shift > 0 else { return }
        for index in entries.indices { entries[index].id += shift }
        lastEntry += shift
    }

    /// They are in the file.
    package mutating func saved(upTo id: Int) { entries.removeAll { $0.id <= id } }

    private func holder(of seat: String) -> Int? { standings.first { $0.value.seat == seat }?.key }
}

// MARK: - Orders

extension Fleet {
    /// - Parameters:
    ///   - numbers: of all headsets that are enrolled, by their ids.
    ///   - names: what is written on them, by their numbers.
    ///   - second: this machine's date, since 1970.
    /// - Throws: where there is nothing to be done; then nothing has changed.
    package mutating func obey(
        _ order: FleetOrder,
        numbers: [String: Int],
        names: [Int: String] = [:],
        at second: Int
    ) throws(OrderRefusal) {
        func known(_ headset: String) throws(OrderRefusal) -> Int {
            guard let number = numbers[headset] else { throw .noSuchHeadset }
            return number
        }
        switch order {
        case .seat(let headset, let seat): try move(try known(headset), to: seat, at: second)
        case .seatAll: seatAll(numbers.values.sorted(), names, at: second)
        case .handOut(let headset?): hand(try known(headset), out: true, at: second)
        case .handOut(nil):
            for number in numbers.values.sorted() where self[number].seat != nil { hand(number, out: true, at: second) }
        case .takeBack(let headset?): hand(try known(headset), out: false, at: second)
        case .takeBack(nil): for number in numbers.values.sorted() { hand(number, out: false, at: second) }
        case .tick(let headset?, let cleaned, let charged): tick(try known(headset), cleaned, charged, at: second)
        case .tick(nil, let cleaned, let charged):
            for number in numbers.values.sorted() where !self[number].isOut {
                tick(number, cleaned, charged, at: second)
            }
        case .remove(let headset): forget(try known(headset), at: second)
        }
    }

    /// It is no longer enrolled.
    package mutating func forget(_ number: Int, at second: Int) {
        note(.removed, number, at: second)
        standings[number] = nil
    }

    private mutating func move(_ number: Int, to seat: String?, at second: Int) throws(OrderRefusal) {
        guard seat.map({ plan?.usable.contains($0) ?? false }) ?? true else { throw .noSuchSeat }
        let before = self[number].seat
        guard before != seat else { return }
        let other = seat.flatMap(holder)
        standings[number, default: Standing()].seat = seat
        note(.seated, number, at: second)
        guard let other else { return }
        standings[other]?.seat = before
        note(.seated, other, at: second)
    }

    private mutating func seatAll(_ numbers: [Int], _ names: [Int: String], at second: Int) {
        var free = (plan?.usable ?? []).filter { holder(of: $0) == nil }
        let seatless = numbers.filter { self[$0].seat == nil }
        var rest: [Int] = []
        for number in seatless {
            let named = names[number].flatMap { name in free.firstIndex { isSeat($0, of: name) } }
            guard let named else {
                rest.append(number)
                continue
            }
            seat(number, free.remove(at: named), at: second)
        }
        for (number, place) in zip(rest, free) { seat(number, place, at: second) }
    }

    /// "3A", "Seat 3A", "sitz-3a".
    private func isSeat(_ seat: String, of name: String) -> Bool {
        name.split { !$0.isLetter && !$0.isNumber }.last?.uppercased() == seat.uppercased()
    }

    private mutating func seat(_ number: Int, _ seat: String, at second: Int) {
        standings[number, default: Standing()].seat = seat
        note(.seated, number, at: second)
    }

    /// One that comes back has been worn: it is to be cleaned and charged anew.
    private mutating func hand(_ number: Int, out isOut: Bool, at second: Int) {
        guard self[number].isOut != isOut else { return }
        var standing = self[number]
        standing.isOut = isOut
        if !isOut { (standing.isCleaned, standing.isCharged) = (false, false) }
        standings[number] = standing
        note(isOut ? .handedOut : .takenBack, number, at: second)
    }

    private mutating func tick(_ number: Int, _ cleaned: Bool?, _ charged: Bool?, at second: Int) {
        var standing = self[number]
        standing.isCleaned = cleaned ?? standing.isCleaned
        standing.isCharged = charged ?? standing.isCharged
        guard standing != self[number] else { return }
        standings[number] = standing
        note(.ticked, number, at: second)
    }

    private mutating func note(_ event: HandoverEntry.Event, _ number: Int, at second: Int) {
        lastEntry += 1
        let standing = self[number]
        let entry = HandoverEntry(
            id: lastEntry,
            second: second,
            number: number,
            seat: standing.seat,
            event: event,
            isCleaned: standing.isCleaned,
            isCharged: standing.isCharged
        )
        entries = (entries + [entry]).suffix(Self.mostUnsaved)
    }
}
