package dev.migrate.models.everything;

import java.util.List;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;

/**
 * Mappings for a model that quotes all names.
 */
public final class Quoted {

	private Quoted() {
	}

	@Entity(name = "Select")
	@Table(name = "Select", indexes = @Index(name = "Some_Index", columnList = "Group"),
			uniqueConstraints = @UniqueConstraint(name = "Some_Key", columnNames = "Order"))
	static class Statement {

		@Id
		@GeneratedValue
		long id;

		@jakarta.persistence.Column(name = "Order", length = 40)
		String order;

		@jakarta.persistence.Column(name = "Group")
		int group;

		@ManyToOne
		Statement within;

		@ElementCollection
		List<String> columns;

	}

}
