package dev.migrate.models.everything;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.Synchronize;

/**
 * Other schemas, quoted names, reserved words, and entities without a table.
 */
public final class Names {

	private Names() {
	}

	@Entity(name = "Quoted")
	@Table(name = "`Order`", indexes = @Index(name = "order_index", columnList = "`User Name`"),
			uniqueConstraints = @UniqueConstraint(name = "`Order Key`", columnNames = { "`select`", "plain" }))
	static class Quoted {

		@Id
		@Column(name = "`Id`")
		int id;

		@Column(name = "`select`")
		int select;

		@Column(name = "`User Name`")
		String userName;

		@Column(name = "`table`", unique = true)
		String table;

		String plain;

		@ManyToOne
		@JoinColumn(name = "`Other`")
		Archived archived;

	}

	@Entity(name = "Archived")
	@Table(schema = "archive")
	static class Archived {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@SequenceGenerator(schema = "archive", sequenceName = "archived_seq")
		Long id;

		@ManyToOne
		Archived previous;

		@Column(unique = true)
		String label;

	}

	@Entity(name = "Plains")
	@Subselect("select id, plain from \"Order\"")
	@Synchronize("\"Order\"")
	@Immutable
	static class Plains {

		@Id
		int id;

		String plain;

	}

}
