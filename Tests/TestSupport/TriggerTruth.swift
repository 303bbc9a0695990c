/// What a drive should have shown, and where the vehicle truly was.
package struct TriggerTruth {
    package struct Crossing {
        package var place: Int
        /// Metres along the route, over all laps.
        package var progress: Double
        package var time: Double

        package init(place: Int, progress: Double, time: Double) {
            (self.place, self.progress, self.time) = (place, progress, time)
        }
    }

    /// In the order of the drive.
    package var crossings: [Crossing]
    /// Times in which nothing is known of the vehicle: without a fix, or with a frozen one.
    package var blind: [ClosedRange<Double>]
    package var progress: (_ time: Double) -> Double

    package init(crossings: [Crossing], blind: [ClosedRange<Double>], progress: @escaping (_ time: Double) -> Double) {
        (self.crossings, self.blind, self.progress) = (crossings, blind, progress)
    }
}
