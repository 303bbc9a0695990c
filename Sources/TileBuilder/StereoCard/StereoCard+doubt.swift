extension StereoCard {
    /// That the eyes seem to be the wrong way round; never more than offered, for only somebody who looks knows.
    package struct Doubt: Sendable, Equatable {
        /// Of the document, which it is about.
        package let key: String
        package let what: String
        package let advice: String
    }

    /// Nil where the pictures do not say it surely.
    ///
    /// - Parameter swapsEyes: whether the document already has them the other way round.
    package func doubt(swapsEyes: Bool) -> Doubt? {
        guard swapsEyes ? order.isSurelyRight : order.isSurelySwapped else { return nil }
        let count = swapsEyes ? order.strips - order.inverted : order.inverted
        return Doubt(
            key: swapsEyes ? "swap_eyes" : "stereo",
            what:
                "seems to have left and right the wrong way round: in \(count) of \(order.strips) upright strips what stands lower "
                + "would be farther away",
            advice: swapsEyes
                ? "take `swap_eyes` away, unless it looks right in the headset"
                : "give `swap_eyes: true`, unless it looks right in the headset"
        )
    }
}
