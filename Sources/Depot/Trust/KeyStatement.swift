/// A key says that another may sign in its stead.
package struct KeyStatement: SignedBody, Equatable {
    package static let kind = "key"
    package static let mostBytes = 4096

    /// Which key may sign from now on.
    package var next: VerificationKey
    /// Whether the key that says so must not sign any more.
    package var retires: Bool
    /// Seconds since 1970.
    package var made: Int

    package init(next: VerificationKey, retires: Bool, made: Int) {
        (self.next, self.retires, self.made) = (next, retires, made)
    }

    package var isSensible: Bool { true }
}

package typealias SignedKeyStatement = SignedDocument<KeyStatement>
