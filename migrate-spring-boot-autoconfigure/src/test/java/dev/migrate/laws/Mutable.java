package dev.migrate.laws;

import java.io.Serializable;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.migrate.testing.TestProduct;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import org.hibernate.annotations.Collate;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.Comment;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;
import org.hibernate.type.SqlTypes;

/**
 * Entities whose tables the tests change directly in the database.
 */
final class Mutable {

	private Mutable() {
	}

	static List<Class<?>> classes(TestProduct product) {
		List<Class<?>> classes = new ArrayList<>(List.of(Owner.class, Item.class, Line.class));
		if (product == TestProduct.POSTGRESQL) {
			classes.add(Special.class);
		}
		if (product == TestProduct.H2) {
			classes.add(Tinted.class);
		}
		if (product == TestProduct.MYSQL || product == TestProduct.MARIADB) {
			classes.add(Peculiar.class);
		}
		if (product == TestProduct.HSQLDB) {
			classes.add(Zoned.class);
		}
		return classes;
	}

	enum Status {

		NEW, SOLD

	}

	@Entity
	@Table(name = "owner")
	static class Owner {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "owner_seq")
		@SequenceGenerator(name = "owner_seq", sequenceName = "owner_seq", allocationSize = 50)
		Long id;

		@Column(nullable = false, unique = true)
		String email;

	}

	@Entity
	@Table(name = "item", comment = "what is sold",
			indexes = { @Index(name = "item_name_idx", columnList = "name"),
					@Index(name = "item_two_idx", columnList = "name, price desc") },
			uniqueConstraints = @UniqueConstraint(name = "item_code_key", columnNames = { "code", "name" }),
			check = @CheckConstraint(name = "item_amount_check", constraint = "amount > 0"))
	static class Item {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(nullable = false, length = 100)
		String name;

		String code;

		int amount;

		@Column(precision = 10, scale = 2)
		BigDecimal price;

		@Enumerated(EnumType.STRING)
		@Column(length = 20)
		Status status;

		@ColumnDefault("'new'")
		String state;

		Instant createdAt;

		LocalDateTime localAt;

		int[] numbers;

		@GeneratedColumn("amount * 2")
		int doubled;

		@Comment("for the people in the shop")
		String note;

		UUID uid;

		double ratio;

		Integer small;

		boolean active;

		LocalDate bornOn;

		LocalTime openedAt;

		@Column(length = 200)
		byte[] picture;

		@Enumerated
		Status grade;

		@Version
		int version;

		@ManyToOne
		@JoinColumn(name = "owner_id", foreignKey = @ForeignKey(name = "item_owner_fk"))
		@OnDelete(action = OnDeleteAction.CASCADE)
		Owner owner;

		@ElementCollection
		@CollectionTable(name = "item_tags", foreignKey = @ForeignKey(name = "item_tags_fk"))
		Set<String> tags;

	}

	@Entity
	@Table(name = "line")
	@IdClass(LineId.class)
	static class Line {

		@Id
		long orderNo;

		@Id
		int lineNo;

		@ManyToOne(optional = false)
		@JoinColumn(name = "item_id", foreignKey = @ForeignKey(name = "line_item_fk"))
		Item item;

	}

	/**
	 * An entity for the domains of H2.
	 */
	@Entity
	@Table(name = "tinted")
	static class Tinted {

		@Id
		int id;

		@Enumerated
		@JdbcTypeCode(SqlTypes.NAMED_ENUM)
		Status status;

	}

	/**
	 * An entity for types that only PostgreSQL supports.
	 */
	@Entity
	@Table(name = "special", schema = "apart")
	static class Special {

		@Id
		UUID id;

		@Enumerated
		@JdbcTypeCode(SqlTypes.NAMED_ENUM)
		Status status;

		@JdbcTypeCode(SqlTypes.JSON)
		Map<String, String> details;

		@JdbcTypeCode(SqlTypes.INET)
		InetAddress address;

		@JdbcTypeCode(SqlTypes.INTERVAL_SECOND)
		Duration duration;

	}

	/**
	 * An entity with time zones, which HSQLDB supports too.
	 */
	@Entity
	@Table(name = "zoned")
	static class Zoned {

		@Id
		int id;

		@TimeZoneStorage(TimeZoneStorageType.NATIVE)
		OffsetDateTime happenedAt;

	}

	/**
	 * An entity for types that only MySQL and MariaDB support.
	 */
	@Entity
	@Table(name = "peculiar", catalog = "archive")
	static class Peculiar {

		@Id
		long id;

		@Column(columnDefinition = "timestamp(6) default current_timestamp(6) on update current_timestamp(6)")
		LocalDateTime touched;

		@Collate("utf8mb4_bin")
		@Column(nullable = false, length = 40)
		@ColumnDefault("'it''s'")
		@Comment("as it is spelled")
		String spelled;

		@JdbcTypeCode(SqlTypes.JSON)
		Map<String, String> details;

		@Column(columnDefinition = "int unsigned")
		Long counted;

		@Column(columnDefinition = "int generated always as (id + 1) virtual")
		Integer next;

		@Column(columnDefinition = "mediumtext")
		String text;

	}

	record LineId(long orderNo, int lineNo) implements Serializable {

	}

}
