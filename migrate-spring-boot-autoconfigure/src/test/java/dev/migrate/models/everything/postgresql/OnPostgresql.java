package dev.migrate.models.everything.postgresql;

import java.time.OffsetDateTime;
import java.util.Map;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.hibernate.annotations.Collate;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.type.SqlTypes;

/**
 * The mappings that PostgreSQL supports and H2 does not.
 */
public final class OnPostgresql {

	private OnPostgresql() {
	}

	@Entity(name = "Special")
	@Table(indexes = { @Index(name = "formula_index", columnList = "(lower(name)), number desc"),
			@Index(name = "covering_index", columnList = "name", options = "include (number)"),
			@Index(columnList = "number desc", options = "include (name) where Number > 0"),
			@Index(name = "tight_index", columnList = "number, suit", options = "with (fillfactor = 70)"),
			@Index(name = "default_index", columnList = "suit", options = "tablespace pg_default"),
			@Index(name = "collated_index", columnList = "(text collate \"C\")") },
			uniqueConstraints = {
					@UniqueConstraint(name = "covering_key", columnNames = { "number", "size" },
							options = "include (name)"),
					@UniqueConstraint(name = "deferred_key", columnNames = { "number", "id" },
							options = "deferrable initially deferred") })
	static class Special {

		@Id
		int id;

		@Collate("C")
		@Column(length = 30)
		String name;

		int number;

		@JdbcTypeCode(SqlTypes.NAMED_ORDINAL_ENUM)
		Suit suit;

		@JdbcTypeCode(SqlTypes.NAMED_ENUM)
		@Column(nullable = false)
		Size size;

		@JdbcTypeCode(SqlTypes.JSON)
		@ColumnDefault("'{}'")
		Map<String, Object> attributes;

		@JdbcTypeCode(SqlTypes.LONG32VARCHAR)
		String text;

		@Column(columnDefinition = "text collate \"C\" default 'a b' not null")
		String defined;

		@Column(columnDefinition = "timestamp(3) with time zone default now()")
		OffsetDateTime stamped;

		@Column(columnDefinition = "tsvector")
		String vector;

		@Generated
		@Column(columnDefinition = "serial", insertable = false)
		Integer serial;

		@Column(columnDefinition = "bigserial")
		long bigSerial;

		@ManyToOne
		@OnDelete(action = OnDeleteAction.SET_DEFAULT)
		Special other;

		@ManyToOne
		@OnDelete(action = OnDeleteAction.RESTRICT)
		Special another;

	}

	enum Size {

		SMALL, LARGE

	}

	enum Suit {

		HEARTS, SPADES

	}

}
