package dev.migrate.models.everything;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

import jakarta.persistence.CheckConstraint;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.Comment;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.SoftDeleteType;
import org.hibernate.annotations.TenantId;
import org.hibernate.generator.EventType;
import org.hibernate.validator.constraints.Length;

/**
 * Defaults, checks, comments, keys, indexes and the constraints of Bean Validation.
 */
public final class Constraints {

	private Constraints() {
	}

	@Entity(name = "Defaults")
	static class Defaults {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@ColumnDefault("0")
		int number;

		@ColumnDefault("'it''s new'")
		@Column(nullable = false)
		String text;

		@ColumnDefault("true")
		boolean flag;

		@ColumnDefault("12.50")
		@Column(precision = 10, scale = 2)
		BigDecimal price;

		@ColumnDefault("current_timestamp")
		@Column(secondPrecision = 0)
		@Generated(event = EventType.INSERT)
		Instant created;

		@CreationTimestamp
		Instant stamped;

		@GeneratedColumn("number * 2")
		int doubled;

		@GeneratedColumn("upper(text)")
		String loud;

		@Column(columnDefinition = "varchar(20) default 'x' not null")
		String defined;

		@Column(columnDefinition = "numeric(10,2) check (checked > 0)")
		BigDecimal checked;

		@Column(columnDefinition = "char(2)")
		String country;

		@Column(columnDefinition = "integer default 7")
		@Check(constraints = "definedcheck < 100")
		Integer definedcheck;

	}

	@Entity(name = "Checks")
	@Comment("Everything that can be checked; it''s a lot")
	@Check(name = "from_before_to", constraints = "from_day <= to_day")
	@Check(constraints = "to_day < 400")
	@Table(check = @CheckConstraint(name = "positive_day", constraint = "from_day > 0"))
	static class Checks {

		@Id
		@Comment("The key")
		int id;

		@Column(name = "from_day", comment = "First day")
		int from;

		@Column(name = "to_day")
		@Comment("Last day; it''s included")
		int to;

		@Check(constraints = "anonymous > 1")
		int anonymous;

		@Check(name = "named_check", constraints = "named > 2")
		int named;

		@Column(check = { @CheckConstraint(constraint = "twice > 3"), @CheckConstraint(constraint = "twice < 30") })
		int twice;

		@Column(check = { @CheckConstraint(name = "many_more", constraint = "many > 4"),
				@CheckConstraint(name = "many_less", constraint = "many < 40"),
				@CheckConstraint(constraint = "many <> 20") })
		int many;

		@Column(check = { @CheckConstraint(name = "pair_more", constraint = "pair > 5"),
				@CheckConstraint(name = "pair_less", constraint = "pair < 50") })
		int pair;

	}

	@Entity(name = "Described")
	@Table(comment = "The table; it''s described",
			check = { @CheckConstraint(constraint = "height < 300"),
					@CheckConstraint(name = "tall_enough", constraint = "height > 10") })
	@SecondaryTable(name = "described_more", comment = "The rest",
			check = { @CheckConstraint(name = "wide_enough", constraint = "width > 20"),
					@CheckConstraint(constraint = "width < 200") })
	static class Described {

		@Id
		int id;

		@Column(comment = "From head to toe", check = @CheckConstraint(constraint = "height <> 13"))
		int height;

		@Column(table = "described_more", comment = "From left to right", nullable = false)
		int width;

		@Column(table = "described_more", secondPrecision = 3, comment = "With milliseconds")
		Instant measured;

		@Column(secondPrecision = 0)
		LocalTime opens;

		@ManyToOne
		@JoinColumn(name = "above_id", comment = "The one above",
				check = @CheckConstraint(name = "above_itself", constraint = "above_id > 0"))
		Described above;

		@ManyToMany
		@JoinTable(name = "described_beside", comment = "Who stands beside whom",
				joinColumns = @JoinColumn(name = "one_id", comment = "One"),
				inverseJoinColumns = @JoinColumn(name = "other_id", comment = "The other",
						check = @CheckConstraint(constraint = "other_id <> 3")),
				check = @CheckConstraint(name = "both_positive", constraint = "one_id > 0 and other_id > 0"),
				indexes = @Index(columnList = "other_id desc"))
		Set<Described> beside;

		@ElementCollection
		@CollectionTable(name = "described_label", joinColumns = @JoinColumn(name = "of_id", comment = "Whose"),
				uniqueConstraints = @UniqueConstraint(columnNames = { "label", "of_id" }),
				indexes = @Index(columnList = "label"))
		@Column(name = "label", comment = "What it says", length = 40,
				check = @CheckConstraint(name = "label_says", constraint = "label <> 'none'"))
		List<String> labels;

	}

	@Entity(name = "Keys")
	@Table(name = "all_keys",
			uniqueConstraints = { @UniqueConstraint(columnNames = { "first", "middle" }),
					@UniqueConstraint(name = "named_unique", columnNames = { "third", "middle" }) },
			indexes = { @Index(columnList = "first"), @Index(name = "ordered_index", columnList = "middle desc, third"),
					@Index(name = "unique_index", columnList = "fourth", unique = true) })
	static class Keys {

		@Id
		int id;

		String first;

		@Column(nullable = false)
		String middle;

		int third;

		String fourth;

		@Column(unique = true)
		String fifth;

		@Column(unique = true, nullable = false)
		String sixth;

		@NaturalId
		String naturalText;

		@NaturalId(mutable = true)
		@Column(nullable = false)
		int naturalNumber;

		@Version
		long version;

	}

	@Entity(name = "Validated")
	static class Validated {

		@Id
		int id;

		@NotNull
		String required;

		@NotBlank
		String notBlank;

		@NotEmpty
		@Size(max = 30)
		String sized;

		@Length(max = 40)
		String length;

		@Email
		String email;

		@Min(1)
		@Max(9)
		int bounded;

		@Min(1)
		@Max(9999999999L)
		Long wide;

		@Positive
		int positive;

		@DecimalMin("0.5")
		@Digits(integer = 6, fraction = 2)
		BigDecimal digits;

	}

	@Entity(name = "SoftDeleted")
	@SoftDelete
	static class SoftDeleted {

		@Id
		int id;

		@TenantId
		String tenant;

	}

	@Entity(name = "SoftDeletedAt")
	@SoftDelete(strategy = SoftDeleteType.TIMESTAMP, columnName = "deleted_at")
	static class SoftDeletedAt {

		@Id
		int id;

	}

}
