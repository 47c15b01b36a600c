from decimal import Decimal

import pytest
import spacy

from outsider_etl.nlp.money import find_money
from outsider_etl.nlp.values import Money
from tests.nlp.inline import Marked, parse

SIGNS = """
pledged <money amount=4500000000 currency=USD>$4.5 billion</money> to the fund
cost <money amount=3000000000 currency=USD>$3 billion</money>
about <money amount=14000000 currency=USD qualifier=about>$ 14 million</money> of 1988 sales
1988 sales of about <money amount=14000000 currency=USD qualifier=about>$ 14 million</money> in all
worth <money amount=3000000000 currency=USD>$3 billion</money>⁴ at the time
<money amount=1200000000 currency=USD>$1.2 billion</money> in FY2026
the US gave <money amount=2500000 currency=USD>US$2.5m</money> in aid
spent <money amount=7000000 currency=USD>U.S.$7 million</money>, not <money amount=5E6 currency=USD>U.S. $5m</money>
the firm paid us <money amount=10 currency=USD>$10</money> for it
Canberra set aside <money amount=270000000000 currency=AUD>A$270 billion</money>
a <money amount=5 currency=USD>$5</money> fee
Ottawa's <money amount=1100000 currency=CAD>C$1.1 million</money> grant
<money amount=780000000 currency=HKD>HK$780 million</money> and <money amount=40000 currency=BRL>R$40,000</money>
<money amount=1200000000 currency=EUR>€1.2bn</money> over ten years
<money amount=1500000 currency=EUR>€1,5 million</money> in subsidies
<money amount=15000 currency=EUR>15 000 €</money> a head
<money amount=500000 currency=GBP>£500k</money> a year
<money amount=90000000000 currency=RUB>₽90 billion</money> or <money amount=50000 currency=INR>₹50,000</money>
<money amount=5000000000 currency=CNY>CN¥5 billion</money>
<money amount=100 currency=CNY>100元</money>
in 2019 <money amount=6000000 currency=USD>$6 million</money> was spent
<money amount=0.5 currency=USD>$.50</money> each
<money amount=1500000 currency=USD>$1½ million</money>
<money amount=420 currency=USD>$US420</money> for each and <money amount=5E10 currency=AUD>$A50 billion</money> in all
about <money amount=70000000 currency=USD qualifier=about>US $70 million</money> a year
<money amount=5000000 currency=USD>US-$ 5 million</money> of damage
<money amount=25000 currency=NZD>NZ$25,000</money> or <money amount=3200000000 currency=TWD>NT$3.2 billion</money>
<money amount=1500000000 currency=SGD>S$1.5 billion</money> and <money amount=800 currency=CAD>CDN$800</money> per head
<money amount=5000000 currency=CAD>$5 million CDN</money>
<money amount=300000000 currency=CAD>$300 million</money> (CAD)
<money amount=5000000 currency=MXN>MXN$5 million</money> or <money amount=5000000 currency=GBP>GBP £5m</money>
<money amount=3.4E6 currency=EUR>3.4 M€</money>
<money amount=3.4E6 currency=EUR>3,4 Mio. €</money>
<money amount=12.5 currency=EUR>12,50 €</money>
<money amount=12 currency=ILS>₪12</money> a litre, <money amount=350 currency=TRY>350 ₺</money>
<money amount=9000 currency=NGN>₦9,000</money>
<money amount=300000 currency=GBP>₤300,000</money>, as pounds are often typed
<money amount=12500000 currency=EUR>EUR million 12.5</money> of sales
"""

OTHER_LANGUAGES = """
<money amount=3E8 currency=USD>US$ 300 millones</money>, <money amount=3E9 currency=EUR>3 mil millones de euros</money>
<money amount=500000 currency=BRL>500 mil reais</money>, <money amount=20000 currency=USD>20 mil dólares</money>
We spent <money amount=2E7 currency=EUR>20 mil euros</money>, <money amount=5E6 currency=EUR>5 mil. euros</money> in all
<money amount=500000 currency=BRL>R$ 500 mil</money>; <money amount=5E6 currency=USD>$5 mil</money> in English
<money amount=5E5 currency=EUR>500 mila euro</money>, <money amount=6.1E10 currency=USD>61 miliardi di dollari</money>
<money amount=500000 currency=EUR>500 duizend euro</money>, <money amount=97E9 currency=PLN>97 mld złotych</money>
<money amount=2.3E9 currency=EUR>2,3 miliardi di euro</money>, <money amount=3E7 currency=EUR>€ 30 miljoen</money>
<money amount=1E10 currency=BRL>R$ 10 bi</money>, <money amount=2.5E6 currency=BRL>R$ 2,5 mi</money>,\
 <money amount=10 currency=BRL>R$ 10</money> bi-weekly, <money amount=10 currency=USD>$10</money> bi
<money amount=2.5E9 currency=BRL>R$ 2,5 bilhões</money> and <money amount=4E9 currency=PLN>PLN 4 mld</money>
<money amount=5E9 currency=DKK>DKK 5 mia</money>., <money amount=8E6 currency=RUB>8 млн руб</money>.
<money amount=1E11 currency=EUR>100 Milliarden Euro</money>, <money amount=1.5E6 currency=EUR>1,5 Millionen Euro</money>
<money amount=3E12 currency=EUR>3 Billionen Euro</money>, je <money amount=20000 currency=EUR>20 Tsd. Euro</money>
<money amount=2E9 currency=EUR>2 milliards d'euros</money>, <money amount=3E7 currency=EUR>30 millions d’euros</money>
<money amount=2E11 currency=USD>200 milliards de dollars</money> et <money amount=5E9 currency=EUR>5 Md€</money>
<money min=2E9 max=3E9 currency=EUR>zwei bis drei Milliarden Euro</money>
eher <money amount=1E9 currency=EUR>eine Milliarde Euro</money>
<money amount=5E8 currency=EUR>eine halbe Milliarde Euro</money>
<money amount=1.5E12 currency=USD>anderthalb Billionen Dollar</money>
<money amount=1E12 currency=EUR>eine Billion Euro</money>
<money min=2E8 max=1.5E9 currency=EUR>200 Mio. bis 1,5 Mrd. EUR</money>
zwischen <money min=5E6 max=1E7 currency=EUR>5 und 10 Millionen Euro</money>
<money amount=1.5E9 currency=EUR>un milliard et demi d'euros</money>
<money amount=5E8 currency=EUR>un demi-milliard d'euros</money>
de <money min=5E6 max=1E7 currency=EUR>5 à 10 millions d'euros</money>
entre <money min=2E9 max=3E9 currency=EUR>deux et trois milliards d'euros</money>
rund <money amount=3E6 currency=EUR qualifier=about>3 Millionen Euro</money>
bis zu <money amount=50 currency=EUR qualifier=up_to>50 Euro</money>
<money amount=2.5E7 currency=EUR>vingt-cinq millions d'euros</money>
<money amount=6E8 currency=EUR>six cents millions d'euros</money> ou <money amount=0.06 currency=USD>six cents</money>
<money amount=9.7E7 currency=EUR>quatre-vingt-dix-sept millions d'euros</money>
<money amount=1.21E8 currency=EUR>cent vingt et un millions d'euros</money>
<money amount=2.5E5 currency=EUR>deux cent cinquante mille euros</money>
<money amount=2.5E7 currency=EUR>fünfundzwanzig Millionen Euro</money>
das <money amount=1E9 currency=EUR>Ein-Milliarde-Euro</money>-Paket, ein Millionen-Euro-Projekt
jusqu'à <money amount=50 currency=EUR qualifier=up_to>50 euros</money>
"""

OTHER_NAMES = """
<money amount=5.2E6 currency=CHF>5,2 Millionen Franken</money> in 2009 Franken
<money amount=3E7 currency=CHF>30 Mio. Schweizer Franken</money>
ein Kurs von <money amount=0.85 currency=CHF>0,85 Franken</money>,\
 jede Fahrt <money amount=4.5 currency=CHF>4.50 Franken</money>
eine Gebühr von <money amount=20 currency=CHF>20 Franken</money> pro Tag
<money amount=2E7 currency=GBP>20 Mio. Pfund</money>, also <money amount=2E7 currency=GBP>20 Mio. Pfund Sterling</money>
<money amount=2E10 currency=RUB>20 Milliarden Rubel</money>
<money amount=1E8 currency=NOK>100 Millionen norwegische Kronen</money>, 300 Kronen
von <money amount=1E8 currency=SEK>100 Mio. schwedischen Kronen</money>
<money amount=1.5E9 currency=DEM>1,5 Milliarden D-Mark</money>
<money amount=2E9 currency=CAD>2 Mrd. kanadischer Dollar</money>
<money amount=5E6 currency=TRY>5 Mio. türkische Lira</money> (<money amount=2E7 currency=PLN>20 Mio. Zloty</money>)
<money amount=0.5 currency=USD>50 Cent</money> pro Liter
<money amount=1.5E11 currency=XOF>150 milliards de francs CFA</money>, 100 livres
<money amount=1E10 currency=XOF>10 milliards de F CFA</money>
<money amount=2E9 currency=CAD>2 milliards de dollars canadiens</money>
<money amount=5E9 currency=CHF>5 milliards de francs suisses</money>
<money amount=5E9 currency=USD>5 milliards de dollars américains</money>
<money amount=500 currency=USD>500 dollars US</money>
<money amount=1E7 currency=GBP>10 millions de livres sterling</money>
<money amount=300 currency=SEK>300 couronnes suédoises</money>, 300 couronnes
<money amount=1E10 currency=DZD>10 milliards de dinars algériens</money>
<money amount=1E7 currency=INR>10 millions de roupies</money>
"""

CODES = """
raised <money amount=7E9 currency=MWK>MK7 billion</money>, \
<money amount=5E8 currency=NPR>NRs 500 million</money>, <money amount=4E9 currency=RWF>Frw 4bn</money> and \
<money amount=2E9 currency=LKR>SLRs 2 billion</money> or <money amount=6E6 currency=ZMW>ZK6 million</money>
<money amount=25316 currency=EUR>EUR 25316</money> EN ROUTE, <money amount=4200 currency=EUR>EUR 4200</money> DE, \
<money amount=5E6 currency=EUR>EUR 5 million</money> EN
<money amount=5E6 currency=EGP>£E5 million</money>, <money amount=2E7 currency=GBP>£Stg 20 million</money>, \
<money amount=5 currency=GBP>£5</money> E numbers
<money amount=4.5E10 currency=FRF>45 MdF</money>, <money amount=25E6 currency=CHF>Frs. 25,000,000</money>
<money amount=20000 currency=KES>Shs. 20,000</money>/-, P. 1,200
<money amount=3.4E9 currency=ZAR>R 3.4 billion</money> in all, R 3.4, R 5 m long and N 5 to 6 million people
it cost <money amount=2E9 currency=ZAR>R 2 billion</money>, (<money amount=3E6 currency=ZAR>R 3 million</money>)
<money amount=50000 currency=FRF>FF 50,000</money> damages, <money amount=300000 currency=XOF>CFA 300,000</money> grants
<money amount=1500 currency=KES>KES.1,500</money>, but <money amount=0.75 currency=GBP>GBP.75</money> a share
<money amount=3E8 currency=EUR>300 million euro</money> states' fund
<money amount=3E9 currency=TZS>TZS.3bn</money> of a <money amount=500 currency=EUR>500 euro</money> grant
<money amount=1.3E12 currency=KRW>KRW1.3tr</money> or <money amount=5E8 currency=THB>Bt500 million</money>
<money min=1E12 max=2E12 currency=USD>1-2 trillion USD</money>2010 or <money amount=5E9 currency=USD>5bn US$</money>2005
<money amount=1200000 currency=ZAR>R1 200 000</money> and <money amount=300000000 currency=AFN>Afs 300 million</money>
a loan of <money amount=5000 currency=USD>USD 5,000</money>
<money amount=115.5 currency=USD>115.5USD</money>
<money amount=30000000 currency=USD>30 MUSD</money> in losses
<money amount=75000000 currency=EUR>75 EUR million</money>
<money amount=12000000 currency=CHF>CHF 12 million</money> for the lab
<money amount=400000000 currency=KZT>400 million KZT</money>
<money amount=2000000000 currency=INR>Rs. 200 crore</money>
<money amount=26000000000 currency=COP>COP 26 billion</money>
In 2021 <money amount=40000000 currency=NOK>NOK 40 million</money> went to it
<money amount=1.5E7 currency=ZAR>R15 million</money> for the clinic
“<money amount=1.5E7 currency=ZAR>R15 million</money> is gone”: "<money amount=2E6 currency=NGN>N2m</money> a day", too
one item—<money amount=3E9 currency=ZAR>R3 billion</money>—and [<money amount=4E9 currency=KWD>KD4 billion</money>]
<money amount=5E5 currency=NGN>N500,000</money> for the road
<money amount=75000 currency=IDR>Rp75,000</money>
<money amount=30 currency=MYR>RM30</money>
<money amount=700 currency=KES>Ksh 700</money>
<money amount=100000 currency=INR>Rs 1,00,000</money>
<money amount=5000000000000 currency=INR>Rs 5 lakh crore</money>
an outlay of <money amount=312500000 currency=INR>` 31.25 crore</money> and\
 <money amount=4E5 currency=INR>`4 lakh</money>, as old fonts print the rupee
<money amount=500 currency=CAD>CAD 500</money> or <money amount=45.5 currency=CAD>CAD 45.50</money>
<money amount=80 currency=CAD>80 CAD</money>, <money amount=1000000 currency=CHF>Fr. 1 million</money>
<money amount=17.25 currency=USD>17 USD 25</money>.
<money amount=2000000 currency=EUR>2 MEUR</money>
<money amount=2000 currency=EUR>2 kEUR</money>
<money amount=12000000 currency=SEK>SEK12m</money>
<money amount=5000000 currency=XDR>SDR 5 million</money> from the Fund
It was <money amount=42 currency=EGP>42 le</money>.
<money amount=2E10 currency=SEK>SKr 20 billion</money>, <money amount=200 currency=DKK>DKr200</money>
<money amount=20 currency=NOK>NKr 20</money> and <money amount=1.45E12 currency=CNY>Rmb1.45tn</money>
<money amount=2E9 currency=KWD>KD 2 billion</money> and <money amount=5E9 currency=SAR>SR 5 billion</money>
<money amount=5E6 currency=BHD>BD5 million</money> or <money amount=5E6 currency=QAR>QR 5 million</money>
<money amount=2.5E6 currency=AED>Dhs 2.5 million</money> or <money amount=4.15E11 currency=XOF>CFA 415 billion</money>
<money amount=1.2E9 currency=XEU>ECU 1.2 billion</money> or <money amount=3E8 currency=XEU>MECU 300</money>
<money amount=500 currency=KES>Kshs. 500</money>, <money amount=5E6 currency=UGX>UShs 5 million</money>
<money amount=500 currency=TZS>TShs 500</money>, <money amount=20000 currency=FRF>20 000 FF</money>
"""

SCALES_BEFORE = """
je <money amount=300000 currency=EUR>300 T€</money>, also <money amount=300000 currency=EUR>T€ 300</money>
<money amount=300000 currency=EUR>TEUR 300</money> und <money amount=1200000 currency=EUR>1 200 TEUR</money>
<money min=10000 max=20000 currency=EUR>10-20 T€</money>, but <money amount=1.2E12 currency=EUR>€1.2T</money>
<money amount=3.5E6 currency=EUR>M€ 3,5</money> or <money amount=3.5E6 currency=EUR>M€3.5</money>
<money amount=300000 currency=EUR>k€ 300</money>
rund <money amount=5.2E6 currency=EUR qualifier=about>Mio. EUR 5,2</money>
<money amount=2E9 currency=EUR>Mrd. € 2</money>
<money amount=5E6 currency=EUR>5 Mio. EUR</money> <money amount=3E6 currency=EUR>3 Mio. EUR</money>
<money amount=2.5E9 currency=USD>2,5 G$</money>, but <money amount=2.5E6 currency=GYD>G$2.5 million</money>
<money amount=3E8 currency=EUR>EURm 300</money> and <money amount=3E8 currency=EUR>300 EURm</money>
<money amount=3E8 currency=GBP>£m 300</money> or <money amount=3E8 currency=USD>US$m 300</money>
<money amount=5000000 currency=USD>$US 5 million</money> and <money amount=5E9 currency=USD>5 milliards $US</money>
<money amount=5000000 currency=AUD>$A 5 million</money> or <money amount=5E6 currency=CAD>$Can 5 million</money>
<money amount=500000000 currency=GHS>GH¢500 million</money>
"""

NAMES = """
<money amount=90000000000 currency=RUB>90 billion roubles</money> for the development
<money amount=20 currency=RUB>twenty rubles</money>
<money amount=90000000000 currency=RUB>90 bn. roubles</money> later
<money amount=19000000000 currency=SUR>19 billion Soviet rubles</money>
<money amount=5000000 currency=HKD>5 million Hong Kong dollars</money>
<money amount=300 currency=CAD>300 Canadian dollars</money>
<money amount=300 currency=USD>300 U.S. dollars</money>
<money amount=2000000 currency=FIM>two million Finnish markka</money>
<money amount=250000000 currency=NLG>250 million Dutch guilders</money>
<money amount=40 currency=GBP>40 pounds sterling</money>
<money amount=40000000 currency=GBP>40 million pounds</money>
<money amount=600000000 currency=SEK>600 million Swedish crowns</money>
<money amount=3000000000000 currency=KRW>3 trillion won</money>
<money amount=7000 currency=KRW>7,000 South Korean won</money>
<money amount=42 currency=LBP>42 Lebanese pounds</money>
<money amount=2000000000 currency=XOF>2 billion CFA francs</money>
<money amount=10 currency=MNT>ten tugriks</money>
<money amount=2000 currency=EUR>2000 euros</money> a month
<money amount=14 currency=GBP>14 British pounds</money> and <money amount=6 currency=SYP>6 Syrian pounds</money>
<money amount=40000 currency=THB>40,000 Thai baht</money> and <money amount=75000 currency=IDR>75,000 rupiah</money>
<money amount=300 currency=PLN>300 Polish zloty</money> and <money amount=250 currency=CZK>250 Czech crowns</money>
<money amount=40000000 currency=UAH>40 million hryvnias</money>
<money amount=15 currency=ZAR>15 rand</money> per litre
<money amount=20000 currency=PKR>20,000 Pakistani rupees</money>
<money amount=20000 currency=LKR>20,000 Sri Lankan rupees</money>
<money amount=3000000 currency=AED>3 million Emirati dirhams</money>
<money amount=30 currency=IQD>30 Iraqi dinars</money>
<money amount=30 currency=BRL>30 Brazilian reais</money> and <money amount=30 currency=CLP>30 Chilean pesos</money>
<money amount=30 currency=ILS>30 new shekels</money>
<money amount=30 currency=UZS>30 Uzbek soum</money>
<money amount=30 currency=LAK>30 Lao kip</money>
<money amount=30 currency=TTD>30 Trinidad and Tobago dollars</money>
<money amount=30 currency=TWD>30 Taiwanese dollars</money>
<money amount=30 currency=DKK>30 Danish kroner</money> and <money amount=30 currency=BAM>30 convertible marks</money>
<money amount=80 currency=FRF>80 French francs</money>
<money amount=80000000 currency=ITL>80 million Italian lire</money>
<money amount=80 currency=ATS>80 Austrian schillings</money>
<money amount=80 currency=DEM>80 Deutsche marks</money>
<money amount=80 currency=FIM>80 Finnish marks</money>
<money amount=80 currency=GRD>80 drachmas</money>
<money amount=200 currency=USD>US dollars 200</money> and <money amount=2000000 currency=EUR>euros 2 million</money>
<money amount=5000000 currency=USD>5 million US-Dollar</money>
<money amount=4E6 currency=DEM>4 million marks</money>, he paid <money amount=12 currency=DEM>12 marks</money>
<money amount=5E9 currency=CHF>5 milliard of francs</money>; <money amount=2E6 currency=USD>2 million of dollars</money>
<money amount=2E6 currency=CHF>2 millions of gold francs</money>, \
<money amount=40000 currency=DEM>40,000 gold marks</money>
<money amount=5000 currency=CHF>5,000 gold francs</money>
<money amount=3E6 currency=RUB>3 million paper roubles</money>
<money amount=5E6 currency=NLG>5 million florins</money> or <money amount=5E6 currency=NLG>Dfl 5 million</money>
he paid <money amount=20 currency=GBP>20 pounds</money> and <money amount=20 currency=USD>20 bucks</money>
<money amount=20000 currency=USD>20 grand</money> a year, and <money amount=1000 currency=USD>a grand</money>.
"""

SUBUNITS = """
<money amount=3.525 currency=GBP>£3 10s. 6d</money>. for a horse, <money amount=31.2 currency=GBP>£31 4s</money>. a year
<money amount=5 currency=GBP>£5</money>. 10s of thousands marched
<money amount=0.125 currency=GBP>2s. 6d</money>. a day (<money amount=0.0875 currency=GBP>1s. 9d</money>. before)
It sold at <money amount=0.1146 currency=GBP>2s. 3½d</money>. Flour was dear
<money amount=1234.5125 currency=GBP>1,234l. 10s. 3d</money>. of revenue, 5l. of milk, 8s. of it
<money amount=0.3 currency=EUR>30 ct</money>/kWh, <money amount=0.15 currency=EUR>15 ct</money> pro Liter
<money amount=2.0271 currency=GBP>£2. 6½d</money>. and <money amount=3 currency=GBP>£3</money> 3d printers
<money amount=0.034 currency=USD>US cents 3.4</money>/kWh or <money min=0.05 max=0.08 currency=USD>US¢ 5–8</money>
<money amount=0.12 currency=USD>12-cent</money> stamps
<money amount=1.97 currency=GBP>197 pence</money> a share
<money amount=0.75 currency=USD>75¢</money> a pound
<money amount=0.005 currency=USD>half a cent</money>
<money amount=0.03 currency=EUR>3 euro cents</money> and <money amount=0.03 currency=EUR>3 eurocents</money>
<money amount=0.03 currency=AUD>3 Australian cents</money> and <money amount=0.03 currency=USD>3 U.S. cents</money>
<money amount=0.5 currency=RUB>50 kopecks</money> and <money amount=0.5 currency=INR>50 paise</money>
<money amount=0.5 currency=GBP>50p</money> a week
recouped <money amount=0.62 currency=GBP>62p</money> in every pound
it earned <money amount=64250 currency=EUR>EUR 64250</money> EN, and <money amount=750 currency=EUR>EUR 750</money> EN
a grant of <money amount=3E6 currency=FJD>F$3 million</money>, Plan F <money amount=5 currency=USD>$5</money>
<money amount=0.125 currency=USD>12 1/2 cents</money>
<money amount=3.5 currency=USD>3 dollars 50 cents</money>
<money amount=13.45 currency=USD>thirteen dollars and forty-five</money>.
<money amount=1.01 currency=USD>one dollar and one</money> and one point
above <money amount=1.42 currency=USD qualifier=more_than>a dollar and 42 cents</money>
<money amount=1.5 currency=USD>a dollar and a half</money> each
<money amount=2.5 currency=USD>two dollars and a half</money> each
<money amount=5.25 currency=KWD>5 Kuwaiti dinars and 250 fils</money>
<money amount=5.35 currency=GBP>five pounds and 35 pence</money>
<money amount=5.2 currency=GBP>£5 and 20p</money>
<money amount=100.2 currency=CNY>100 yuan and 20 fen</money>
"""

NUMERALS = """
<money amount=1234567.89 currency=USD>$1,234,567.89</money>
<money amount=1234567.89 currency=EUR>€1.234.567,89</money>
<money amount=13300000 currency=GBP>£13·3 million</money>, <money amount=3.75 currency=GBP>£3·75</money> each
<money amount=1364500000 currency=GBP>£1,364·5 millions</money> and <money amount=2500000 currency=GBP>£2‧5m</money>
<money amount=1234567 currency=EUR>€1 234 567</money>
<money amount=1234567 currency=EUR>€1\u2009234\u2009567</money>
<money amount=1234567 currency=EUR>€1\u202f234\u202f567</money>
<money amount=1234567 currency=CHF>CHF 1'234'567</money>, <money amount=1234567 currency=CHF>CHF 1’234’567</money>
<money amount=12345678 currency=INR>₹1,23,45,678</money>
<money amount=750000 currency=DKK>DKK 750.000</money> and <money amount=3.459 currency=USD>$3.459</money> a gallon
<money amount=1500000 currency=EUR>1,5 million euros</money>
<money amount=2500000 currency=USD>$2 1/2 million</money>
<money amount=500000 currency=GBP>£1/2 million</money>, <money amount=1500000 currency=USD>$1-1/2 million</money>
<money amount=2500000 currency=USD>2½ million dollars</money>
in 2019-<money amount=250000 currency=USD>1/4 million dollars</money>
<money amount=4500000 currency=USD>$4.5 mn</money>
<money amount=4500000 currency=USD>$4.5MM</money>
<money amount=4500000 currency=USD>$4.5mln</money>
<money amount=4500000000000 currency=USD>$4.5tn</money>
<money amount=4500000000000 currency=USD>$4.5T</money>
<money amount=3000000000 currency=USD>$3B</money>
<money amount=1500000000 currency=USD>one and a half billion dollars</money>
<money amount=2500000 currency=USD>two-and-a-half-million-dollar</money> yacht
<money amount=1250000 currency=EUR>one and a quarter million euros</money>
<money amount=250000 currency=EUR>a quarter of a million euros</money>
<money amount=750000000 currency=USD>three-quarters of a billion dollars</money>
<money amount=500000 currency=USD>half a million dollars</money>
<money amount=1500000 currency=USD>a million and a half dollars</money>
<money amount=250000 currency=USD>two hundred and fifty thousand dollars</money>
<money amount=123456 currency=USD>one hundred and twenty-three thousand four hundred and fifty-six dollars</money>
<money amount=100 currency=USD>a hundred dollars</money>
<money amount=15000000 currency=USD>FIFTEEN MILLION DOLLARS</money>
a <money amount=5000000000 currency=EUR>five-billion-euro</money> plan
<money amount=5000 currency=USD>five thousand (5,000) US dollars</money>
<money amount=50000000 currency=INR>5 crore rupees</money> and <money amount=750000 currency=INR>INR 7.5 lakh</money>
"""

RANGES = """
worth <money min=10000000 max=20000000 currency=USD>$10m–20m</money>. Five people
from <money amount=1300000000 currency=USD>$1.3</money> to <money amount=6100000000 currency=USD>$6.1 billion</money>
from \\<money amount=1200000 currency=USD>$1.2</money> to \\<money amount=6000000 currency=USD>$6 million</money>
<money min=5000000 max=10000000 currency=USD>$5-10 million</money>
<money min=5000000 max=10000000 currency=USD>$5 million–10 million</money>
<money amount=5000000 currency=EUR>€5</money> to <money amount=10000000 currency=EUR>€10 million</money>
<money min=5000000 max=10000000 currency=EUR>€5 to 10 million</money> per year
<money min=5000000 max=10000000 currency=EUR>5 to 10 million euros</money>
between <money min=5000000 max=10000000 currency=EUR>5 and 10 million euros</money>
between <money amount=1200000000 currency=EUR>€1.2bn</money> and <money amount=1500000000 currency=EUR>€1.5bn</money>
between <money amount=1000000 currency=USD>$1</money> and <money amount=2000000 currency=USD>$2 million</money>
<money amount=3000000 currency=USD>$3 million</money> or <money amount=4000000 currency=USD>$4 million</money>
<money min=10 max=20 currency=USD>10-20 dollars</money>
from <money amount=500 currency=USD>$500</money> to <money amount=1000000 currency=USD>$1 million</money>
<money amount=20 currency=USD>$20</money> and <money amount=5000000 currency=USD>$5 million</money>
<money amount=50 currency=USD>$50</money> to 100 people
<money amount=5 currency=USD>$5</money> to 10 percent of buyers
<money amount=5 currency=USD>$5</money> to 10 per cent of buyers
<money min=5 max=10 currency=USD>$5 to 10</money> per ton
between <money amount=1E9 currency=USD>$1</money> and nearly <money amount=6E9 currency=USD qualifier=about>$6bn</money>
from <money amount=1E9 currency=USD>$1</money> to over <money amount=6E9 currency=USD qualifier=more_than>$6bn</money>
fell from <money amount=6.1E9 currency=USD>$6.1</money> to <money amount=1.3E9 currency=USD>$1.3 billion</money>
<money amount=3000000 currency=USD>$3</money> or <money amount=4000000 currency=USD>$4 million</money>
<money min=3000000 max=4000000 currency=USD>$3 or 4 million</money>
<money min=10000000 max=20000000 currency=USD>$10 through 20 million</money>
<money amount=300000 currency=USD>$300,000</money>-<money amount=400000 currency=USD>$400,000</money>
<money min=300000 max=400000 currency=USD>$300-400,000</money>
<money min=20000 max=30000 currency=EUR>20-30,000 euros</money>
<money min=2000000000 max=3000000000 currency=EUR>€2–3bn</money>
<money min=2000000000 max=3000000000 currency=EUR>€2—3 billion</money>
<money amount=2000000000 currency=EUR>€2</money> to <money amount=3000000000 currency=EUR>€3 billion</money>
<money min=10000000 max=20000000 currency=USD>10 million to 20 million dollars</money>
<money min=10000000 max=20000000 currency=USD>ten to twenty million dollars</money>
<money min=10000000 max=20000000 currency=USD>USD 10-20 million</money>
<money min=10000000 max=20000000 currency=USD>10-20 million USD</money>
<money min=30 max=50 currency=USD>30-to-50-dollar</money> items
<money min=0.3 max=0.5 currency=USD>30 to 50 cents</money>
<money min=800000000 max=1000000000 currency=USD>$800m–1bn</money>
<money amount=80E6 currency=USD>$80</money> and <money amount=43E6 currency=USD>$43 million</money>, respectively
between <money amount=500 currency=USD>$500</money> and <money amount=1000000 currency=USD>$1 million</money>
from <money amount=10 currency=USD>10 dollars</money> to <money amount=20 currency=USD>20 dollars</money>
<money amount=5000000 currency=USD>$5 million</money> to 10 million people
<money amount=25 currency=USD>$25</money> to 30 people
<money min=750000 max=1500000 currency=USD>$750,000-1.5 million</money> a year
<money min=500000 max=1000000 currency=EUR>€500 000 to 1 million</money>
<money min=300000 max=2000000 currency=USD>USD 300 000 to 2 million</money>
<money min=500000 max=1000000 currency=EUR>500 000 to 1 million euros</money>
<money amount=750000 currency=USD>$750,000</money> to 1.5 million displaced people
<money amount=1995 currency=USD>$1995</money> to 2 million
<money amount=3E6 currency=USD>$3</money>, <money amount=4E6 currency=USD>$4</money>\
 and <money amount=5E6 currency=USD>$5 million</money>, respectively
<money amount=500 currency=USD>$500</money>, <money amount=750 currency=USD>$750</money>,\
 and <money amount=1E6 currency=USD>$1 million</money>, respectively
from Article 10 to <money amount=5E6 currency=USD>5 million dollars</money>
<money amount=3E9 currency=EUR>€3</money>, <money amount=5E9 currency=EUR>€5</money>,\
 and <money amount=6E9 currency=EUR>€6 billion</money> respectively
<money amount=3E6 currency=USD>$3</money>, <money amount=4E6 currency=USD>$4</money>\
 and <money amount=5E6 currency=USD>$5 million</money> in all
\\<money amount=1.5E9 currency=USD>$1.5</money>, \\<money amount=2.5E9 currency=USD>$2.5</money>,\
 and \\<money amount=3.5E9 currency=USD>$3.5 billion</money>
<money amount=20 currency=USD>$20</money>, <money amount=50 currency=USD>$50</money>\
 and <money amount=1E6 currency=USD>$1 million</money>
rose from <money amount=7.25 currency=USD>$7.25</money> to <money amount=15 currency=USD>$15</money>,\
 and <money amount=2E7 currency=USD>$20 million</money> in aid was set aside
the stock fell to <money amount=8 currency=EUR>€8</money>, and <money amount=1E10 currency=EUR>€10 billion</money> in\
 value went
<money amount=0.45 currency=USD>$0.45</money>, <money amount=0.50 currency=USD>$0.50</money> and\
 <money amount=1.2E9 currency=USD>$1.2 billion</money> of revenue
the doses cost <money amount=3 currency=USD>$3</money>, <money amount=4 currency=USD>$4</money> and\
 <money amount=5E9 currency=USD>$5 billion</money> is needed
<money amount=3 currency=EUR>€3</money>, <money amount=4 currency=USD>$4</money>\
 and <money amount=5E6 currency=EUR>€5 million</money>
fell from <money min=2.8E9 max=3.4E9 currency=EUR>3.4 to 2.8 billion euros</money>
fell from 2019 to <money amount=1500 currency=EUR>1,500 euros</money>
von <money min=2.8E9 max=3.4E9 currency=EUR>3,4 auf 2,8 Mrd. Euro</money> gesunken
"""

SURROUNDINGS = """
a <money amount=3.5E8 currency=USD>US$350m</money> B loan
<money amount=40 currency=USD>$40</money> a barrel
a <money amount=2000000 currency=USD>$2-million</money>-a-year contract
a <money amount=5000000 currency=USD>$5m</money>-a-year job
(<money amount=1200 currency=USD>$1,200</money>)
a loss of <money amount=-5000000 currency=USD>-$5 million</money>
\\<money amount=3000000000 currency=USD>$3 billion</money>
<money amount=300000000 currency=CAD>$300 million CAD</money>
a <money amount=20 currency=USD>$20</money> T-shirt
<money amount=5 currency=USD>$5</money>/day
<money amount=0.12 currency=USD>12 cents</money>/kWh
<money amount=60 currency=EUR>60 €</money>/t
a <money amount=2.5E6 currency=USD>$2.5 million</money>-per-year deal
a <money amount=1.25 currency=USD>$1.25</money>-a-day line
two <money amount=5000000 currency=USD>$5 million</money> grants
a <money amount=5 currency=USD>$5</money> M&A fee
in 2019 <money amount=1200000000 currency=USD>$1.2 billion</money> and in FY2026 <money amount=5 currency=EUR>€5</money>
"""

NEGATIVE = """
widened to <money amount=-3.4E9 currency=EUR>minus €3.4 billion</money>
around <money amount=-3E9 currency=USD qualifier=about>minus $3 billion</money> a year
a <money amount=-5E6 currency=GBP>negative £5 million</money>, not <money amount=7 currency=GBP>£7</money>
ein Ergebnis von <money amount=-3E9 currency=EUR>minus 3 Mrd. Euro</money>
from <money amount=-3E6 currency=GBP>–£3m</money> to <money amount=5E6 currency=GBP>£5m</money>
from <money amount=-3E9 currency=EUR>–€3</money> to <money amount=-2E9 currency=EUR>–€2 billion</money>
a result (<money amount=-5E9 currency=USD>–US$ 5 billion</money>) of <money amount=-5E6 currency=EUR>€–5m</money>
<money amount=1E10 currency=USD>$10 billion</money> minus <money amount=3E9 currency=USD>$3 billion</money> of costs
the fund –<money amount=5E6 currency=EUR>€5 million</money> strong– grew
<money amount=2E6 currency=GBP>£2</money> –<money amount=3E6 currency=GBP>£3 million</money>
the fund–<money amount=5E6 currency=EUR>€5 million</money>
2018 –<money amount=5E6 currency=EUR>€5 million</money>
it cost a lot –<money amount=5E6 currency=EUR>€5 million</money> – to build
at a loss of <money amount=-5E6 currency=EUR>–€5 million</money> – a record
Health –<money amount=5E6 currency=USD>$5 million</money>, Education –<money amount=6E6 currency=USD>$6 million</money>
"""

TABLES = """
Deficit | <money amount=-3200000 currency=GBP>£(3.2)m</money>
Revenue | <money amount=1200 currency=USD>$1,200</money> | <money amount=-300 currency=USD>$(300)</money>
Net income | (<money amount=-1.2E6 currency=USD>$1.2 million</money>) | <money amount=-5E6 currency=USD>-$5m</money>
Costs | (<money amount=-50 currency=EUR>50 €</money>)
(<money amount=-5 currency=USD>$5</money>) | (<money amount=-6 currency=USD>$6</money>)
Net | <money amount=-5200000 currency=USD>$(5.2) million</money> | <money amount=-7 currency=GBP>–£7</money>
a loss (<money amount=3200 currency=USD>$3,200</money>) in running text
<money amount=-5000000 currency=USD>−$5 million</money>
<money amount=-5000000 currency=USD>$-5 million</money>
<money amount=-50 currency=EUR>EUR -50</money>
Grants | <money amount=5.52E8 currency=USD>$552 million</money>a | <money amount=2.1E7 currency=USD>$21 million</money>b
FY03: <money amount=3E9 currency=USD>$3 billion</money>FY10
FY20: <money amount=8.25E8 currency=USD>$825 million</money>Subsequent years
"""

BROKEN = """
worth <money amount=5000000 currency=USD>$5¹² million</money>, <money amount=5000000 currency=USD>$5[12] million</money>
<money amount=5000000 currency=USD>5 million¹² dollars</money>
<money amount=5000000 currency=USD>5 million[12] dollars</money>
<money amount=5000000 currency=USD>$5 million</money>[12] of it, <money amount=5 currency=USD>$5</money>¹²
"""

QUALIFIERS = """
around <money amount=5 currency=USD qualifier=about>$5</money>
an estimated <money amount=5 currency=USD qualifier=about>$5</money>
~<money amount=5 currency=USD qualifier=about>$5</money>
more than <money amount=5 currency=USD qualifier=more_than>$5</money>
in excess of \\<money amount=5 currency=USD qualifier=more_than>$5</money>
less than <money amount=5 currency=EUR qualifier=less_than>5 euros</money>
up to <money min=5 max=9 currency=USD qualifier=up_to>$5-9</money>
no more than <money amount=5 currency=USD qualifier=up_to>$5</money>
at least <money amount=5 currency=USD qualifier=at_least>$5</money>
no less than a <money amount=5 currency=USD qualifier=at_least>$5</money> share
<money amount=5 currency=USD qualifier=at_least>$5</money> or more
nearly <money amount=5 currency=USD qualifier=about>$5</money>
roughly <money amount=5 currency=USD qualifier=about>$5</money>
just over <money amount=5 currency=USD qualifier=more_than>$5</money>
upwards of <money amount=5 currency=USD qualifier=more_than>$5</money>
as much as <money amount=5 currency=USD qualifier=up_to>$5</money>
limited to <money amount=5 currency=USD qualifier=up_to>$5</money>
not less than <money amount=5 currency=USD qualifier=at_least>$5</money>
nor more than <money amount=9 currency=USD qualifier=up_to>$9</money>
<money amount=5 currency=USD qualifier=at_least>$5</money>-plus
<money amount=5 currency=USD qualifier=about>$5</money> or so
<money amount=5 currency=USD qualifier=up_to>$5</money> or less
<money amount=5 currency=USD>$5</money> plus <money amount=2 currency=USD>$2</money>
a fight over a <money amount=5 currency=USD>$5</money> loan
anything above the <money amount=5 currency=USD>$5</money> threshold
"""

NO_MONEY = """
a book of 62p, T. Hale, The charge 62p. Leeds, a price of 12p and 14p signs
in a 1080p film, which costs 9p deletion tests, see 12p and 13p; 32p., 8vo
K3.4 billion, K12 million students, K-12 billion, 5K million, MK 48 torpedoes, LD50 of 30, Frw 3, a K2 peak
Technical Report EUR 25316 EN, and EUR 98467 EN
in 3d. A new printer, 2d. Cir., 550 F.2d. 5, 12 F. Supp. 2d. per curiam
Sections 3s, 4d and 5d, section 2s, 6d. of it, Clause 12s. 4d. of it, in the 10s, 6d, the 4s. 2d. wide bed
30 MF 135 tractors, heated to 1,800 F, to 1 800 F, PA 23456 F Block, 10 kF, 12,000 fr documents, locale fr 2,000
2 ct diamonds, a 2 ct/1 ct ring, 2 ct / carat
100 gold medals and 12 marks out of 20, 2,000 marks of quality, scored 1,200 marks, 3,000 mark schemes
15,000 florins in the museum, 3,500 quetzals in the reserve
the 1890 silver dollar, 2015 gold francs, 2,000 paper pounds of waste, 12 silver dollar-sized coins, 5 gold euros
40 million of euro-denominated debt, the 60 million of euro area citizens, a million of pounds-sterling-haters
one million of pound coins, a quarter of dollar loans, 3 million of dollar bonds
N 2 million customers, Phase P 2 million, in Table R 3 million patients, Zone R 2 billion, category R 5 million claims
the 19 euro area countries, 20 euro-zone members, 12 euro countries and a EUR.1 certificate
the TOP 10,000 companies, ALL 20,000 people, and FF7 500,000 copies
in US cents 2019, in US cents 5 years ago, to R2 500 samples
They paid it in euros.1 The rest came in dollars.12 by sea.
priced in BTC-USD. 11 of them, in EUR. 12 others
5m people and 40 percent of 3 billion
she won 3 medals and 3,000 votes
in 2016 Trump won
a 2,000-pound bomb and 80,000 pounds of steel, some 3 million pounds of it
he lost 20 pounds; 50 pounds per square inch
50 Cent sang of US$ and $HOME, A$AP of $$$
COP 26 and the TOP 10 of AMD
Im Jahr 2019 Franken pro Kopf; Hof 2,9 Franken 3,4; 41.99 Franken 41.98 Roe; 2,5 Franken
3 AMD chips and 44 GMD interceptors
a “Scarab R500”, the “P2 500” and—R2—a 'K9 unit'
Use `x` 10 crore times, run `5 million`, 5` or ` 5,000 times; `crore` 5
the NIS 2 Directive, NIS2, PHP 8 and 3 CAD drawings
Section R15, room R500, CRS Report R45741, H.R. 1500, H.R. 6,000 and P450 707A
Docket No. RM26-4-000 and CYP450
Euro 2020 and Euro 6 engines
5 m from § 12 at 30 °C, pp. 12-15, 12 basis points to 1,250.50
call +1 202 555 0100
prices in 2015 dollars and constant 2010 US$
2019 dollars, 2012-dollar terms, FY2025 dollars
US$000 and £'000; $ in millions; (€ million)
hundreds of millions of dollars
dozens of dollars, several million pounds, $100s of millions
a third of a billion dollars
a few million dollars
a multi-million-dollar deal
the half-dollar coin
a grand jury, two grand pianos and a grand, old house
EUR/USD 1.0850 and BTC/USD 30,000
the yuan 3 percent lower
the mark 5 years later
the euro 10 years on
5 real people, 3 marks out of ten
the dollar amounts, a dollar of revenue, a dollar
5,000 Afghanis fled
42 le bistro
the SR 71, SR 1,500, QR 1,000 of 5 million QR codes, JD 2010, BD 3000, CFA 2019 and the frigate FF 1052
TEUR 2019 2018; in EURm 2015; £m | 12; constant $US 2010; all in $m 3 times; $C 10
"""


BLOCKS = (
    SIGNS,
    OTHER_LANGUAGES,
    OTHER_NAMES,
    CODES,
    SCALES_BEFORE,
    NAMES,
    SUBUNITS,
    NUMERALS,
    RANGES,
    SURROUNDINGS,
    NEGATIVE,
    TABLES,
    BROKEN,
    QUALIFIERS,
)


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


def expected(span: Marked) -> tuple[int, int, Money]:
    low = span.attributes.get("min") or span.attributes["amount"]
    high = span.attributes.get("max") or span.attributes["amount"]
    qualifier = span.attributes.get("qualifier")
    return span.start, span.end, Money(Decimal(low), Decimal(high), span.attributes["currency"], qualifier)


def found(text: str) -> list[tuple[int, int, Money]]:
    return [(item.start, item.end, item.value) for item in find_money(text)]


@pytest.mark.parametrize(
    "marked",
    [line for block in BLOCKS for line in lines(block)],
)
def test_money_finds_span_and_value(marked):
    text, spans = parse(marked)
    assert found(text) == [expected(span) for span in spans]


@pytest.mark.parametrize("text", lines(NO_MONEY))
def test_money_ignores_other_figures(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("worth $5\nmillion in all", "$5\nmillion"),
        ("worth 5\nmillion dollars", "5\nmillion dollars"),
        ("worth 5 million\nU.S. dollars", "5 million\nU.S. dollars"),
        ("worth US\n$5 million", "US\n$5 million"),
    ],
)
def test_money_reads_figures_across_lines(text, span):
    [item] = find_money(text)
    assert text[item.start : item.end] == span
    assert item.value == Money(Decimal(5000000), Decimal(5000000), "USD")


def test_money_reads_a_bare_dollar_as_it_is_told():
    text = "$5, US$6, 7 dollars, 8 cents, A$9 and 10 Hong Kong dollars"
    codes = [item.value.currency for item in find_money(text, {"$": "CAD"})]
    assert codes == ["CAD", "USD", "CAD", "CAD", "AUD", "HKD"]


@pytest.mark.parametrize(
    "text", ["a budget of 5 trillion dinars", "the Crown paid for three crowns", "2 billion crowns", "five shillings"]
)
def test_money_leaves_out_what_is_called_so_in_many_countries_where_nothing_tells(text):
    assert not find_money(text)


def test_money_component_sets_entities():
    nlp = spacy.blank("en")
    nlp.add_pipe("outsider_money")
    doc = nlp("The fund grew from \\$1.3 to \\$6.1 billion, or 80bn roubles.")
    values = [(ent.text, ent.label_, ent._.money.amount_min, ent._.money.currency) for ent in doc.ents]
    assert values == [
        ("$1.3", "MONEY", Decimal(1300000000), "USD"),
        ("$6.1 billion", "MONEY", Decimal(6100000000), "USD"),
        ("80bn roubles", "MONEY", Decimal(80000000000), "RUB"),
    ]


def test_money_component_asks_the_doc_whose_dollars_it_means():
    nlp = spacy.blank("en")
    nlp.add_pipe("outsider_money")
    text = "All figures are in Australian dollars. It cost $5 million."
    assert [ent._.money.currency for ent in nlp(text).ents] == ["AUD"]
    doc = nlp.make_doc(text)
    doc._.currencies = {"$": "NZD"}
    assert [ent._.money.currency for ent in nlp(doc).ents] == ["NZD"]
