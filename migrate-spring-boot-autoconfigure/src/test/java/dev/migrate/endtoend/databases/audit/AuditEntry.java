package dev.migrate.endtoend.databases.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class AuditEntry {

	@Id
	private Long id;

}
