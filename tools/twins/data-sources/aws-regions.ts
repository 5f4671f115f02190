/** A region of AWS, as the provider knows it. An empty text: the provider knows none there. */
export interface AwsRegion {
  readonly name: string;
  readonly description: string;
  /** The account from which load balancers write their logs. */
  readonly elbAccount: string;
  readonly cloudtrailAccount: string;
  readonly redshiftAccount: string;
  /** The hosted zone of classic and application load balancers. */
  readonly loadBalancerZone: string;
  readonly networkLoadBalancerZone: string;
  readonly apprunnerZone: string;
  /** Availability zones: name and id. */
  readonly zones: readonly { readonly name: string; readonly id: string }[];
}

/**
 * What AWS 5.100.0 answered without a call to AWS, for each region that it knows of four partitions, in 2026-11: description;
 * accounts of ELB, CloudTrail and Redshift; hosted zones of application and of network load balancers, and of App Runner.
 * The accounts are AWS's own, written as its console writes them. Last come the availability zones by letter and number,
 * after what stands before `-az` in their ids: which letter is which number differs between accounts, and this is how an
 * emulator (moto 5.2.1) has them.
 */
const rows: Readonly<Record<string, string>> = {
  "af-south-1": "Africa (Cape Town)|0983-6921-6593|5259-2180-8201|3656-8946-5814|Z268VQBMOI5EKX|Z203XCE67M25HM||afs1 a1 b2 c3",
  "ap-east-1": "Asia Pacific (Hong Kong)|7543-4444-8648|1196-8891-5426|3135-6488-1002|Z3DQVH9N71FHZ0|Z12Y7K3UBGUAD1||ape1 a1 b2 c3",
  "ap-east-2": "Asia Pacific (Taipei)||||Z02789141MW7T1WBU19PO|Z09176273OC2HWIAUNYW||ape2 a1 b2 c3",
  "ap-northeast-1":
    "Asia Pacific (Tokyo)|5823-1856-0864|2166-2448-6486|4046-4128-5394|Z14GRHDCWA56QT|Z31USIVHYNEOWT|Z08491812XW6IPYLR6CCA|apne1 a4 c1 d2",
  "ap-northeast-2": "Asia Pacific (Seoul)|6007-3457-5887|4925-1914-7666|7607-4023-1472|ZWKZPGTI48KDX|ZIBE1TIR4HY56||apne2 a1 b2 c3 d4",
  "ap-northeast-3": "Asia Pacific (Osaka)|3835-9747-7331|7652-2579-1966|0903-2148-8786|Z5LXEXXYW11ES|Z1GWIQ4HH19I5X||apne3 a1 b2 c3",
  "ap-south-1":
    "Asia Pacific (Mumbai)|7185-0442-8378|9770-8181-6279|8659-3285-5811|ZP97RAFLXTNZK|ZVDDRBQ08TROA|Z00855883LBHKTIC4ODF2|aps1 a1 b3 c2",
  "ap-south-2": "Asia Pacific (Hyderabad)||5824-8890-9970||Z0173938T07WNTVAEPZN|Z0711778386UTO08407HT||aps2 a1 b2 c3",
  "ap-southeast-1":
    "Asia Pacific (Singapore)|1147-7413-1450|9036-9271-5234|3616-6987-5840|Z1LMS91P8CMLE5|ZKVM4W9LS7TM|Z09819469CZ3KQ8PWMCL|apse1 a1 b2 c3",
  "ap-southeast-2":
    "Asia Pacific (Sydney)|7832-2531-9266|2846-6845-5005|7627-6256-5011|Z1GM3OXH4ZPM65|ZCT6FZBF4DROD|Z03657752RA8799S0TI5I|apse2 a1 b3 c2",
  "ap-southeast-3": "Asia Pacific (Jakarta)|5893-7996-3580|0690-1928-0451||Z08888821HLRG5A9ZRTER|Z01971771FYVNCOVWJU1G||apse3 a1 b2 c3",
  "ap-southeast-4": "Asia Pacific (Melbourne)||1870-7475-8985||Z09517862IB2WZLPXG76F|Z01156963G8MIIL7X90IV||apse4 a1 b2 c3",
  "ap-southeast-5": "Asia Pacific (Malaysia)||||Z06010284QMVVW7WO5J|Z026317210H9ACVTRO6FB||apse5 a1 b2 c3",
  "ap-southeast-7": "Asia Pacific (Thailand)||||Z0390008CMBRTHFGWBCB|Z054363131YWATEMWRG5L||apse7 a1 b2 c3",
  "ca-central-1": "Canada (Central)|9856-6660-9251|8194-0224-1893|9073-7961-2154|ZQSVJUPU6J1EY|Z2EPGBW3API2WT||cac1 a1 b2 d4",
  "ca-west-1": "Canada West (Calgary)||||Z06473681N0SF6OS049SD|Z02754302KBB00W2LKWZ9||caw1 a1 b2 c3",
  "cn-north-1": "China (Beijing)|6381-0214-6993|1934-1511-6832|1118-9059-5117|Z1GDH35T77C1KE|Z3QFB96KMJ7ED6||cnn1 a1 b2",
  "cn-northwest-1": "China (Ningxia)|0376-0470-1340|6813-4883-2753|6609-9884-2044|ZM7IZAIOVVDZF|ZQEIKTCZ8352D||cnnw1 a1 b2 c3",
  "eu-central-1":
    "Europe (Frankfurt)|0546-7682-0928|0353-5114-7821|0534-5485-0223|Z215JYRZR1TBD5|Z3F0SRJ5LGBH90|Z0334911C2FDI2Q9M4FZ|euc1 a1 b2 c3",
  "eu-central-2": "Europe (Zurich)||4530-5255-6044||Z06391101F2ZOEP8P5EB3|Z02239872DOALSIDCX66S||euc2 a1 b2 c3",
  "eu-north-1": "Europe (Stockholm)|8978-2296-7062|8296-9069-3026|7299-1112-1831|Z23TAZ6LKFMNIO|Z1UDT6IFJ4EJM||eun1 a1 b2 c3",
  "eu-south-1": "Europe (Milan)|6356-3123-2127|6693-0519-7877|9456-1247-9654|Z3ULH7SSC9OV64|Z23146JA1KNAFP||eus1 a1 b2 c3",
  "eu-south-2": "Europe (Spain)||7572-1163-5381||Z0956581394HF5D5LXGAP|Z1011216NVTVYADP1SSV||eus2 a1 b2 c3",
  "eu-west-1":
    "Europe (Ireland)|1564-6061-2806|8595-9773-0677|2108-7676-1215|Z32O12XQLNTSW2|Z2IFOLAFXWLO4F|Z087551914Z2PCAU0QHMW|euw1 a3 b1 c2",
  "eu-west-2":
    "Europe (London)|6527-1150-4416|2820-2526-2664|3071-6038-6991|ZHURV8PSTC4K8|ZD4D7Y8KGAS4G|Z098228427VC6B3IX76ON|euw2 a2 b3 c1",
  "eu-west-3":
    "Europe (Paris)|0099-9645-7667|2623-1253-0599|9151-7342-2425|Z3Q77PNBQS71R4|Z1CMS0P5QUZ6D5|Z087117439MBKHYM69QS6|euw3 a1 b2 c3",
  "eusc-de-east-1": "EU (Germany)|||||||",
  "il-central-1": "Israel (Tel Aviv)||6832-2446-4357||Z09170902867EHPV2DABU|Z0313266YDI6ZRHTGQY4||ilc1 a1 b2 c3",
  "me-central-1": "Middle East (UAE)||5857-7228-8577||Z08230872XQRWHG2XF6I|Z00282643NTTLPANJJG2P||mec1 a1 b2 c3",
  "me-south-1": "Middle East (Bahrain)|0766-7457-0225|0346-3898-3726|0131-2614-8197|ZS929ML54UICD|Z3QSRYVP46NYYV||mes1 a1 b2 c3",
  "mx-central-1": "Mexico (Central)||||Z023552324OKD1BB28BH5|Z02031231H3ID6HYJ9A7U||mxc1 a1 b2 c3",
  "sa-east-1": "South America (Sao Paulo)|5072-4152-8517|8144-8044-3879|0750-2856-7923|Z2P70J7HTTTPLU|ZTK26PT1VY4CU||sae1 a1 b2 c3",
  "us-east-1":
    "US East (N. Virginia)|1273-1192-3021|0864-4115-1436|1936-7242-3079|Z35SXDOTRQ7X7K|Z26RNL4JYFTOTI|Z01915732ZBZKC8D32TPT|use1 a6 b1 c2 d4 e3 f5",
  "us-east-2":
    "US East (Ohio)|0336-7799-4240|4750-8589-5292|3911-0657-0357|Z3AADJGX6KTTL2|ZLMOA37VPKANP|Z0224347AD7KVHMLOX31|use2 a1 b2 c3",
  "us-gov-east-1": "AWS GovCloud (US-East)|1905-6039-1635|6087-1047-0296|6657-2746-4434|Z166TLBEWOO7G0|Z1ZSMQQ6Q24QQ8||usge1 a1 b2 c3",
  "us-gov-west-1": "AWS GovCloud (US-West)|0485-9101-1584|6087-1047-0296|6657-2746-4434|Z33AYJ8TM3BH4J|ZMG1MZ2THAWF1||usgw1 a1 b2 c3",
  "us-west-1": "US West (N. California)|0274-3474-2980|3887-3108-9494|2622-6036-0010|Z368ELLRRE2KJ0|Z24FKFUX50B4VW||usw1 a3 b1",
  "us-west-2":
    "US West (Oregon)|7978-7394-6194|1132-8560-7260|9023-6637-9725|Z1H1FL5HABSF5|Z18D5FSROUN65G|Z02243383FTQ64HJ5772Q|usw2 a2 b1 c3 d4",
};

const regionOf = (name: string, row: string): AwsRegion => {
  const [description = "", elb = "", cloudtrail = "", redshift = "", application = "", network = "", apprunner = "", places = ""] =
    row.split("|");
  const [prefix = "", ...zones] = places.split(" ");
  return {
    name,
    description,
    elbAccount: digits(elb),
    cloudtrailAccount: digits(cloudtrail),
    redshiftAccount: digits(redshift),
    loadBalancerZone: application,
    networkLoadBalancerZone: network,
    apprunnerZone: apprunner,
    zones: zones.map((zone) => ({ name: `${name}${zone.slice(0, 1)}`, id: `${prefix}-az${zone.slice(1)}` })),
  };
};

/** An account without the hyphens that the console puts into it. */
export const digits = (account: string): string => account.replaceAll("-", "");

/** All regions of which something is known, by name. */
export const awsRegions: ReadonlyMap<string, AwsRegion> = new Map(
  Object.entries(rows).map(([name, row]) => [name, regionOf(name, row)] as const),
);
