/// Brings what is finished in any order back into the order of its numbers.
struct DeliveryQueue<Element> {
    private var waiting: [Int: Element] = [:]
    private var next = 0

    func hasDelivered(_ count: Int) -> Bool { next >= count }

    /// Whether of the first `count` so many at least are still missing.
    func isBehind(_ count: Int, by missing: Int) -> Bool { count - next >= missing }

    /// - Returns: what follows now without a gap.
    mutating func take(_ element: Element, number: Int) -> [Element] {
        waiting[number] = element
        var ready: [Element] = []
        while let element = waiting.removeValue(forKey: next) {
            ready.append(element)
            next += 1
        }
        return ready
    }
}
