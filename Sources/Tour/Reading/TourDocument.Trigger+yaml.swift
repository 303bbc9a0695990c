extension TourDocument.Trigger {
    init?(_ mapping: inout MappingReader) {
        let lead = mapping.required("lead_m", .distance)
        let exit = mapping.required("exit_m", .distance)
        let heading = mapping.optional("heading_deg", .heading)
        let zone = mapping.optional("zone", .path(.zone))
        guard let lead, let exit else { return nil }
        self.init(leadMetres: lead, exitMetres: exit, headingDegrees: heading, zone: zone, marks: mapping.marks)
    }
}
