package dev.migrate.endtoend.databases.orders;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class PurchaseOrder {

	@Id
	private Long id;

}
