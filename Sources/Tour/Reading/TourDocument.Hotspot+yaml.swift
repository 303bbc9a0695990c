extension TourDocument.Hotspot {
    init?(_ mapping: inout MappingReader) {
        let yaw = mapping.required("yaw_deg", .yaw)
        let pitch = mapping.required("pitch_deg", .pitch)
        let title = mapping.required("title", .title)
        let text = mapping.optional("text", .title)
        guard let yaw, let pitch, let title else { return nil }
        self.init(yawDegrees: yaw, pitchDegrees: pitch, title: title, text: text, marks: mapping.marks)
    }
}
