/// Whom a bus trusts and what it has seen: kept as `.trust`.
package struct BusTrust: Sendable, Equatable, Codable {
    package var keys: Set<VerificationKey>
    /// The highest version that was ever installed, by tour: none below is taken again from a depot.
    package var versions: [String: Int] = [:]
    /// The number of the last report.
    package var reports = 0

    package init(keys: Set<VerificationKey>) { self.keys = keys }

    /// With all keys to which trusted ones have handed on, and without those that have retired.
    package func following(_ statements: [SignedKeyStatement]) -> Self {
        var trusted = keys
        var open = Array(keys)
        while let key = open.popLast() {
            for statement in statements where statement.key == key && trusted.insert(statement.body.next).inserted {
                open.append(statement.body.next)
            }
        }
        for statement in statements where statement.body.retires && trusted.contains(statement.key) {
            // A key that retires itself for itself would leave nobody.
            if statement.body.next != statement.key { trusted.remove(statement.key) }
        }
        var trust = self
        trust.keys = trusted
        return trust
    }
}
