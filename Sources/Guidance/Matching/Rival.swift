import Tour

/// Fixes that agree on another part of the route than the expected one.
struct Rival: Sendable {
    /// Of the latest of them; of strays within the route.
    private(set) var progress: Double
    private var time: Double
    private let since: Double
    private var count = 1

    /// How far apart two fixes of one moving vehicle may lie from where its speed leads.
    static let agreementMetres = 40.0
    private static let fewest = 3
    /// A vehicle whose place is not known well is believed sooner.
    private static let unknownSeconds = 2.0
    private static let knownSeconds = 8.0

    init(_ projection: Route.Projection, _ sight: Sight) {
        (progress, time, since) = (projection.progressMetres, sight.time, sight.time)
    }

    /// Where it leads at a later time; a loop's end is left to the next stray.
    func expected(_ sight: Sight) -> Double { progress + sight.speed * (sight.time - time) }

    /// Itself with one more; `nil` where the fix does not agree.
    func followed(by found: Survey, _ sight: Sight) -> Rival? {
        guard found.isContinuing, let continuing = found.continuing else { return nil }
        return followed(by: continuing, sight)
    }

    func followed(by seen: Route.Projection, _ sight: Sight) -> Rival? {
        guard abs(seen.progressMetres - expected(sight)) <= Self.agreementMetres else { return nil }
        var next = self
        (next.progress, next.time) = (seen.progressMetres, sight.time)
        next.count += 1
        return next
    }

    func isConfirmed(at sight: Sight, isKnown: Bool) -> Bool {
        let seconds = isKnown ? Self.knownSeconds : Self.unknownSeconds
        return count >= Self.fewest && sight.time - since >= seconds
    }
}
