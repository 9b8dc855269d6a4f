package dev.migrate.models.everything;

import java.time.LocalDate;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;

/**
 * Entities whose history Envers records in separate tables.
 */
public final class Audits {

	private Audits() {
	}

	@Entity(name = "Contract")
	@Table(name = "contract")
	@Audited
	static class Contract {

		@Id
		@GeneratedValue
		Long id;

		@Column(nullable = false, length = 80)
		String subject;

		@NotAudited
		String remark;

		@ManyToOne
		Party party;

		@ElementCollection
		Set<String> clauses;

	}

	@Entity(name = "Party")
	@Table(name = "party")
	@Audited
	static class Party {

		@Id
		@GeneratedValue
		Long id;

		@Column(unique = true)
		String name;

	}

	@Entity(name = "Reading")
	@Table(name = "reading")
	static class Reading {

		@Id
		Long id;

		@PartitionKey
		LocalDate takenOn;

		double amount;

	}

}
